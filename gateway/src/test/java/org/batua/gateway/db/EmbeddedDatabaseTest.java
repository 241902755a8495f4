package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.batua.gateway.testkit.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EmbeddedDatabaseTest {
  @TempDir private Path directory;

  private Path postmaster() {
    return directory.resolve("postgres/postmaster.pid");
  }

  /// As a server that was killed leaves it behind.
  @Test
  void a_running_one_is_taken_over_and_stopped_by_the_last() throws Exception {
    var first = EmbeddedDatabase.open(directory, TestPostgres.BINARIES);
    var url = first.database("kept");
    try (var connection = DriverManager.getConnection(url.migrationJdbc());
        var statement = connection.createStatement()) {
      statement.execute("create table entry ()");
    }
    var second = EmbeddedDatabase.open(directory, TestPostgres.BINARIES);
    assertThat(second.database("kept")).isEqualTo(url);
    second.close();
    assertThat(postmaster()).doesNotExist();
    first.close();
    try (var third = EmbeddedDatabase.open(directory, TestPostgres.BINARIES);
        var connection = DriverManager.getConnection(third.database("kept").migrationJdbc());
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("select 1 from entry").next()).isFalse();
    }
    assertThat(postmaster()).doesNotExist();
  }

  /// As a machine that lost its power leaves it behind.
  @Test
  void a_file_that_names_no_server_is_passed_over() throws Exception {
    EmbeddedDatabase.open(directory, TestPostgres.BINARIES).close();
    Files.writeString(postmaster(), ProcessHandle.current().pid() + "\n/x\n1\n1\n");
    try (var again = EmbeddedDatabase.open(directory, TestPostgres.BINARIES)) {
      assertThat(again.database("again").jdbc()).contains("/again?");
    }
  }
}
