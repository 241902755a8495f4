package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Reads the files under `sql/example` of the tests.
class SqlTest {
  @Test
  void a_statement_is_the_text_of_its_file_without_comments() {
    assertThat(Sql.text("example/find")).isEqualTo("select id, name\nfrom entry\nwhere id = :id\n");
  }

  @Test
  void named_parameters_become_places() {
    assertThat(Sql.named("example/find").text()).endsWith("where id = ?\n");
  }

  @Test
  void a_name_without_a_file_is_refused() {
    assertThatThrownBy(() -> Sql.text("example/no_such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/sql/example/no_such.sql");
  }

  @Test
  void a_name_that_leaves_the_folder_is_refused() {
    assertThatThrownBy(() -> Sql.text("example/../find"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("example/../find");
  }

  @Test
  void a_fragment_that_includes_itself_is_refused() {
    assertThatThrownBy(() -> Sql.text("example/endless"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("example/_endless");
  }
}
