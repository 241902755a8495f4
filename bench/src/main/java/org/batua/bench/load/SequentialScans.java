package org.batua.bench.load;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// How often PostgreSQL has read each large table from end to end.
///
/// @param counts by the names of tables
record SequentialScans(Map<String, Long> counts) {
  private static final String READ =
      """
      select relname, seq_scan from pg_stat_user_tables
      where seq_scan > 0 and relid in (select oid from pg_class where reltuples > 10000)
      """;

  static SequentialScans read(Servers servers) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(READ)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return new SequentialScans(counts);
  }

  /// The tables that were read so after another reading, with how often.
  Map<String, Long> since(SequentialScans earlier) {
    Map<String, Long> more = new TreeMap<>();
    counts.forEach(
        (table, count) -> {
          long before = earlier.counts.getOrDefault(table, 0L);
          if (count > before) {
            more.put(table, count - before);
          }
        });
    return more;
  }
}
