package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h:5432/n?user=u | jdbc:postgresql://h:5432/n?user=u",
        "postgres://h/n | jdbc:postgresql://h/n",
        "postgresql://u@h:5432/n | jdbc:postgresql://h:5432/n?user=u",
        "postgres://u:p@h:5432/n | jdbc:postgresql://h:5432/n?user=u&password=p",
        "postgres://u:p%40q@h/n | jdbc:postgresql://h/n?user=u&password=p%40q",
        "postgres://u:p@h/n?sslmode=require"
            + " | jdbc:postgresql://h/n?sslmode=require&user=u&password=p",
        "jdbc:postgresql://[::1]:5432/n | jdbc:postgresql://[::1]:5432/n",
        "jdbc:postgresql:///n | jdbc:postgresql:///n",
        "jdbc:postgresql://h?a=b,c | jdbc:postgresql://h?a=b,c",
        "jdbc:postgresql://h/n?password=a#@b/c | jdbc:postgresql://h/n?password=a#@b/c",
        "postgres://u@a:1,b:2/n | jdbc:postgresql://a:1,b:2/n?user=u&targetServerType=primary",
        "jdbc:postgresql://a,b/n | jdbc:postgresql://a,b/n?targetServerType=primary",
        "jdbc:postgresql://a,b/n?targetServerType=any"
            + " | jdbc:postgresql://a,b/n?targetServerType=any",
      })
  void an_address_is_written_as_the_driver_wants_it(String text, String jdbc) {
    assertThat(DatabaseUrl.parse(text).jdbc()).isEqualTo(jdbc);
  }

  @Test
  void a_password_is_never_printed() {
    assertThat(DatabaseUrl.parse("postgres://u:geheim@h/n")).hasToString("***");
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://u:geheim@h/n"))
        .hasMessageContaining("expected: jdbc:postgresql://")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void a_local_address_names_its_user() {
    assertThat(DatabaseUrl.local(5433, "a b", "p&q", "n").jdbc())
        .isEqualTo(
            "jdbc:postgresql://127.0.0.1:5433/n?user=a+b&password=p%26q"
                + "&requireAuth=scram-sha-256");
  }
}
