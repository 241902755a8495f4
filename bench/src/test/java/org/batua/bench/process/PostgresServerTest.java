package org.batua.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir private Path directory = Path.of(".");

  @Test
  void what_was_committed_before_a_kill_is_there_after_the_restart() throws SQLException {
    var binaries = Installation.ofThisProgram().postgresBinaries();
    try (var server =
        new PostgresServer(directory.resolve("postgres"), binaries, Duration.ZERO, Map.of())) {
      server.start();
      var url = server.jdbcUrl("postgres");
      execute(url, "create table kept (value text)");
      for (int i = 0; i < 3; i++) {
        execute(url, "insert into kept values ('" + i + "')");
        server.kill();
        assertThatThrownBy(() -> execute(url, "select 1")).isInstanceOf(SQLException.class);
        server.start();
        assertThat(count(url)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void nobody_gets_in_without_the_password() {
    var binaries = Installation.ofThisProgram().postgresBinaries();
    try (var server =
        new PostgresServer(directory.resolve("postgres"), binaries, Duration.ZERO, Map.of())) {
      server.start();
      var url = server.jdbcUrl("postgres").replaceFirst("password=.*", "password=other");
      assertThatThrownBy(() -> execute(url, "select 1")).hasMessageContaining("password");
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
