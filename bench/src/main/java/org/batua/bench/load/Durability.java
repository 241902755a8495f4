package org.batua.bench.load;

import java.sql.SQLException;
import java.util.List;

/// Refuses to measure what would be fast only because it can lose money.
final class Durability {
  private static final List<String> ON = List.of("fsync", "synchronous_commit", "full_page_writes");
  private static final int COMMITS_OF_A_DEBIT = 2;

  private Durability() {}

  /// Asks PostgreSQL, in a session as the gateway's.
  ///
  /// @throws IllegalStateException naming the setting
  static void check(Servers servers) {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      for (var setting : ON) {
        try (var row = statement.executeQuery("show " + setting)) {
          row.next();
          if (!row.getString(1).equals("on")) {
            throw new IllegalStateException(
                setting + ": " + row.getString(1) + " (expected: on, or it is no measurement)");
          }
        }
      }
      try (var row =
          statement.executeQuery(
              "select count(*) from pg_db_role_setting where setconfig::text ~ 'sync'")) {
        row.next();
        if (row.getInt(1) > 0) {
          throw new IllegalStateException("a role or database has its own idea of durability");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not say how durable it is", e);
    }
  }

  /// Intent before the provider is called, outcome after: a debit that commits once has given one
  /// of them up.
  static void check(Trail debit) {
    if (debit.commits() < COMMITS_OF_A_DEBIT) {
      throw new IllegalStateException(
          "a debit: "
              + debit.commits()
              + " commits (expected: at least "
              + COMMITS_OF_A_DEBIT
              + ")");
    }
    for (var statement : debit.statements()) {
      if (statement.sql().contains("synchronous_commit")) {
        throw new IllegalStateException("a debit changes synchronous_commit");
      }
    }
  }
}
