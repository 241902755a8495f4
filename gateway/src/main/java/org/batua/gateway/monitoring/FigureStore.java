package org.batua.gateway.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Counts what operators watch. Every statement reads an index of what is open, or a few rows.
public final class FigureStore {
  private static final NamedSql OPEN = Sql.named("monitoring/open_transactions");
  private static final NamedSql JOBS = Sql.named("monitoring/jobs");
  private static final NamedSql DATABASE = Sql.named("monitoring/database");
  private static final NamedSql RECONCILIATIONS = Sql.named("monitoring/reconciliations");

  /// So many of a kind are counted; an alert needs no more.
  private static final int COUNTED_MAX = 100_000;

  private final Database database;

  public FigureStore(Database database) {
    this.database = database;
  }

  /// Open transactions of one kind, status and age.
  record Open(String kind, String status, String age, long transactions, Instant oldest) {}

  /// A job of the scheduler.
  ///
  /// @param lagSeconds for how long it has been due
  /// @param lastSuccess in seconds since 1970; 0 for never
  /// @param failures in a row, up to now
  record Job(String name, double lagSeconds, double lastSuccess, long failures) {}

  /// The database as a whole.
  ///
  /// @param oldestTransactionSeconds for how long the longest transaction has been open
  /// @param transactionIds used since the oldest row that is not frozen
  record Sizes(long bytes, long sessions, double oldestTransactionSeconds, long transactionIds) {}

  /// What the last comparisons with statements of a gateway found.
  ///
  /// @param kind empty where nothing differs
  /// @param oldest when the least recent of them was, in seconds since 1970
  record Differences(String gateway, Optional<String> kind, long found, double oldest) {}

  List<Open> open(Instant now) {
    return database.read(
        OPEN,
        Map.of(
            "limit", COUNTED_MAX,
            "minute", now.minus(Duration.ofMinutes(1)),
            "tenMinutes", now.minus(Duration.ofMinutes(10)),
            "hour", now.minus(Duration.ofHours(1)),
            "day", now.minus(Duration.ofDays(1))),
        row ->
            new Open(
                row.getString("kind"),
                row.getString("status"),
                row.getString("age"),
                row.getLong("transactions"),
                Rows.instant(row, "oldest")));
  }

  List<Job> jobs() {
    return database.read(
        JOBS,
        Map.of(),
        row ->
            new Job(
                row.getString("task_name"),
                row.getDouble("lag"),
                row.getDouble("last_success"),
                row.getLong("failures")));
  }

  Sizes sizes() {
    return database
        .read(
            DATABASE,
            Map.of(),
            row ->
                new Sizes(
                    row.getLong("size"),
                    row.getLong("sessions"),
                    row.getDouble("oldest"),
                    row.getLong("frozen_age")))
        .getFirst();
  }

  List<Differences> differences() {
    return database.read(
        RECONCILIATIONS,
        Map.of(),
        row ->
            new Differences(
                row.getString("gateway"),
                Rows.optionalText(row, "kind"),
                row.getLong("found"),
                row.getDouble("oldest")));
  }
}
