package org.batua.bench.load;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.batua.bench.process.Await;

/// Measures webhooks from the commit of an event to the first byte at its receiver.
final class WebhookMeasure {
  static final Duration ARRIVAL_MAX = Duration.ofSeconds(90);

  private static final int PER_SECOND = 1000;
  private static final int BURSTS_PER_SECOND = 50;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String INSERT =
      """
      insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
      select event_id(now()), o.merchant_id, 'ORDER_SUCCEEDED', o.id, o.id, now()
      from merchant_order o cross join generate_series(1, ?)
      where o.order_id = ? returning id
      """;

  private final Servers servers;
  private final WebhookReceiver receiver;
  private final PrintWriter out;

  /// @param servers open
  WebhookMeasure(Servers servers, WebhookReceiver receiver, PrintWriter out) {
    this.servers = servers;
    this.receiver = receiver;
    this.out = out;
  }

  /// Commits events of an order, as a payment would.
  ///
  /// @return their ids
  List<String> insert(String order, int count) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (var connection = servers.connect();
        var statement = connection.prepareStatement(INSERT)) {
      statement.setInt(1, count);
      statement.setString(2, order);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  /// Commits bursts of events of an order at an even pace, whatever becomes of them.
  void steady(String name, String order, Duration time) throws SQLException {
    Map<String, Long> commits = new ConcurrentHashMap<>();
    long began = System.nanoTime();
    long bursts = time.toSeconds() * BURSTS_PER_SECOND;
    for (int i = 0; i < bursts; i++) {
      long at = began + i * 1_000_000_000L / BURSTS_PER_SECOND;
      LockSupport.parkNanos(at - System.nanoTime());
      var ids = insert(order, PER_SECOND / BURSTS_PER_SECOND);
      long committed = System.nanoTime();
      ids.forEach(id -> commits.put(id, committed));
    }
    var arrivals = receiver.arrivals();
    boolean all = Await.until(ARRIVAL_MAX, () -> arrivals.keySet().containsAll(commits.keySet()));
    var took =
        commits.entrySet().stream()
            .filter(commit -> arrivals.containsKey(commit.getKey()))
            .mapToLong(commit -> arrivals.getOrDefault(commit.getKey(), 0L) - commit.getValue())
            .sorted()
            .toArray();
    say(
        "webhooks %s: %d events at %d a second, %s; commit to arrival p50 %.0f ms, p99 %.0f ms,"
            + " slowest %.0f ms",
        name,
        commits.size(),
        PER_SECOND,
        all ? "all arrived" : took.length + " arrived",
        at(took, 0.5),
        at(took, 0.99),
        at(took, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) ((sorted.length - 1) * share)] / NANOS_PER_MILLI;
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
