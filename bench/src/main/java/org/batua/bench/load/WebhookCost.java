package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What webhooks cost a debit: the same debits while the merchant has no endpoint, and while it has
/// one that gets three events of each and never answers, in turn.
final class WebhookCost {
  private static final int PAYERS = 100;
  private static final int CONNECTIONS = 16;
  private static final int PAIRS = 9;
  private static final int FIRST_STOCK_PER_SECOND = 500;
  private static final String EVENTS = "TXN_CREATED,TXN_CHARGED,ORDER_SUCCEEDED";

  private final Servers servers;
  private final Duration time;
  private final PrintWriter out;
  private final PayingCustomers payers;
  private final Calls calls;

  /// @param servers open
  /// @param time of each measurement
  WebhookCost(Servers servers, Duration time, PrintWriter out) {
    this.servers = servers;
    this.time = time;
    this.out = out;
    Supplier<Line> lines = () -> new Line(servers.gatewayAddress(), servers.apiKey());
    this.payers = new PayingCustomers(lines);
    this.calls = new Calls(servers, new Population(servers), payers, payers, lines);
  }

  void run(String hangingUrl) throws IOException, Worker.Exhausted {
    payers.add(PAYERS, List.of(""), "payer");
    double last = debits(FIRST_STOCK_PER_SECOND);
    List<Double> ratios = new ArrayList<>();
    try (var line = new Line(servers.gatewayAddress(), servers.apiKey())) {
      for (int i = 1; i <= PAIRS; i++) {
        boolean endpointFirst = i % 2 == 0;
        double first = measure(line, endpointFirst ? hangingUrl : "", last);
        double second = measure(line, endpointFirst ? "" : hangingUrl, first);
        double without = endpointFirst ? second : first;
        double with = endpointFirst ? first : second;
        ratios.add(with / without);
        last = Math.max(first, second);
        out.printf(
            Locale.ROOT,
            "debits without an endpoint %.0f/s, with one that hangs %.0f/s: ratio %.3f%n",
            without,
            with,
            with / without);
        out.flush();
      }
    }
    out.printf(
        Locale.ROOT,
        "debits beside webhooks, median ratio of %d pairs: %.3f%n",
        PAIRS,
        ratios.stream().sorted().toList().get(PAIRS / 2));
  }

  private double measure(Line line, String url, double expected)
      throws IOException, Worker.Exhausted {
    if (url.isEmpty()) {
      return debits(expected);
    }
    line.post("/webhook-endpoints", "name=hangs&url=" + url + "&events=" + EVENTS);
    try {
      return debits(expected);
    } finally {
      line.delete("/webhook-endpoints/hangs");
    }
  }

  /// Debits a second.
  private double debits(double expected) throws IOException, Worker.Exhausted {
    payers.forgetTokens();
    payers.stockTokens((int) (time.toSeconds() * expected * 2) + CONNECTIONS);
    var workers = calls.workers(Row.DEBIT, CONNECTIONS);
    try {
      return Driver.closed(workers, time).perSecond();
    } finally {
      workers.forEach(Worker::close);
    }
  }
}
