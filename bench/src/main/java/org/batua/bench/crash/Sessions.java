package org.batua.bench.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A session of an administrator at the gateways' database.
final class Sessions implements AutoCloseable {
  private static final String GATEWAYS =
      "select pid from pg_stat_activity where application_name = 'batua'";

  private final Connection connection;

  private Sessions(Connection connection) {
    this.connection = connection;
  }

  static Sessions of(String jdbcUrl) {
    try {
      return new Sessions(DriverManager.getConnection(jdbcUrl));
    } catch (SQLException e) {
      throw new IllegalStateException("the database takes no session", e);
    }
  }

  /// The processes that serve the gateways.
  List<Long> pids() {
    return numbers(GATEWAYS);
  }

  /// Those of them that are at work.
  List<Long> busyPids() {
    return numbers(GATEWAYS + " and state <> 'idle'");
  }

  long number(String query) {
    return numbers(query).getFirst();
  }

  /// What follows is one transaction, undone at the end.
  void begin() {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private List<Long> numbers(String query) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a session does not end", e);
    }
  }
}
