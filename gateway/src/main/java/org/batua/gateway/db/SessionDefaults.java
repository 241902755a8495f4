package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings of PostgreSQL that our sessions need: sent as options when a connection starts, or
/// kept as defaults of our role where a pooler lets no options pass.
record SessionDefaults(Map<String, String> values) {
  private static final Logger LOG = LoggerFactory.getLogger(SessionDefaults.class);

  /// Longer than any transaction of ours takes, shorter than a caller waits.
  private static final Duration LOCK_WAIT = Duration.ofSeconds(3);

  /// Of a process that was stopped within a transaction.
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

  private static final String IN_FORCE = "select current_setting(?) = ?";

  static SessionDefaults of(Duration statement) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("TimeZone", "UTC");
    // planning a statement that does five things takes longer than doing them
    values.put("plan_cache_mode", "force_generic_plan");
    // and such a plan stays: made while a table is empty, it would read all of it later
    values.put("enable_seqscan", "off");
    // nor would it look up a few rows by their keys
    values.put("enable_hashjoin", "off");
    values.put("enable_mergejoin", "off");
    values.put("statement_timeout", Long.toString(statement.toMillis()));
    values.put("lock_timeout", Long.toString(LOCK_WAIT.toMillis()));
    values.put(
        "idle_in_transaction_session_timeout", Long.toString(IDLE_IN_TRANSACTION.toMillis()));
    return new SessionDefaults(Map.copyOf(values));
  }

  /// As the start-up packet of a connection takes them.
  String options() {
    return values.entrySet().stream()
        .map(it -> "-c " + it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining(" "));
  }

  /// Makes them the defaults of the role that connects, in this database; it may do so for itself.
  /// Sessions that the pooler has open already go on as they are.
  void keep(DataSource database) {
    try (var connection = database.getConnection()) {
      if (areInForce(connection)) {
        return;
      }
      var name = quoted(connection, "select current_database()");
      var role = quoted(connection, "select current_user");
      for (var value : values.entrySet()) {
        run(
            connection,
            "alter role %s in database %s set %s = '%s'"
                .formatted(role, name, value.getKey(), value.getValue()));
      }
      LOG.info(
          "defaults of the role {} set; the pooler's sessions have them when it opens new ones",
          role);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "database: the role's defaults cannot be set: "
              + e.getMessage()
              + " (expected: a role that may set its own)",
          e);
    }
  }

  /// Judged by one that only we set.
  boolean areInForce(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(IN_FORCE)) {
      statement.setString(1, "plan_cache_mode");
      statement.setString(2, values.get("plan_cache_mode"));
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static String quoted(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return '"' + row.getString(1).replace("\"", "\"\"") + '"';
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
