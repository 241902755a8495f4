package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.batua.bench.process.JavaServer;

/// Debits at gateways that are warm, and what each of them costs.
final class WarmDebits {
  private static final int PAYERS = 100;
  private static final int CONNECTIONS = 32;
  private static final int FIRST_STOCK_PER_SECOND = 3000;
  private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
  private static final double COMPILING_MAX = 0.06;

  private final Servers servers;
  private final Duration warmUpMax;
  private final PrintWriter out;
  private final PayingCustomers payers;
  private double expectedPerSecond = FIRST_STOCK_PER_SECOND;

  /// @param servers open
  /// @param warmUpMax of each gateway
  WarmDebits(Servers servers, Duration warmUpMax, PrintWriter out) {
    this.servers = servers;
    this.warmUpMax = warmUpMax;
    this.out = out;
    this.payers = new PayingCustomers(linesTo(servers.gatewayAddress()));
  }

  private Supplier<Line> linesTo(URI gateway) {
    return () -> new Line(gateway, servers.apiKey());
  }

  /// A gateway of the database.
  record Side(String name, JavaServer server, Calls calls) {}

  /// What a measurement came to.
  ///
  /// @param gatewayMicros CPU of all its gateways, per debit
  /// @param postgresMicros CPU of PostgreSQL, per debit
  record Debits(double perSecond, double p99Millis, double gatewayMicros, double postgresMicros) {}

  Side side(String name, JavaServer server, URI address) {
    var calls = new Calls(servers, new Population(servers), payers, payers, linesTo(address));
    return new Side(name, server, calls);
  }

  /// Links the customers who pay; once, before anything is measured.
  void addPayers() throws IOException {
    payers.add(PAYERS, List.of(""), "payer");
  }

  /// Until the compilers of the gateway are all but idle.
  void warmUp(Side side) throws IOException, Worker.Exhausted {
    long giveUpNanos = System.nanoTime() + warmUpMax.toNanos();
    double perSecond = 0;
    double compiling = 1;
    while (compiling > COMPILING_MAX && System.nanoTime() < giveUpNanos) {
      var before = Costs.compiling(side.server().process());
      perSecond = at(List.of(side), WARM_UP_STEP).perSecond();
      var spent = Costs.compiling(side.server().process()).minus(before);
      compiling = (double) spent.toMillis() / WARM_UP_STEP.toMillis();
    }
    say("warm %s: %.0f debits/s, compilers at %.0f %%", side.name(), perSecond, compiling * 100);
  }

  /// As many callers at the same time as ever, an equal part of them at each gateway.
  Debits at(List<Side> sides, Duration time) throws IOException, Worker.Exhausted {
    payers.forgetTokens();
    payers.stockTokens((int) (time.toMillis() / 1000.0 * expectedPerSecond * 1.5) + CONNECTIONS);
    List<Worker> workers = new ArrayList<>();
    try {
      for (var side : sides) {
        workers.addAll(side.calls().workers(Row.DEBIT, CONNECTIONS / sides.size()));
      }
      var gatewaysBefore = cpu(sides);
      var postgresBefore = servers.postgresCpu();
      var measured = Driver.closed(workers, time);
      var gateways = cpu(sides).minus(gatewaysBefore);
      var postgres = servers.postgresCpu().minus(postgresBefore);
      if (measured.failures() > 0) {
        throw new IllegalStateException("a debit failed: " + measured.firstFailure());
      }
      expectedPerSecond = Math.max(measured.perSecond(), FIRST_STOCK_PER_SECOND / 3.0);
      double count = measured.nanos().getTotalCount();
      return new Debits(
          measured.perSecond(),
          measured.millis(99),
          gateways.toNanos() / 1e3 / count,
          postgres.toNanos() / 1e3 / count);
    } finally {
      workers.forEach(Worker::close);
    }
  }

  private static Duration cpu(List<Side> sides) throws IOException {
    var all = Duration.ZERO;
    for (var side : sides) {
      all = all.plus(Costs.cpu(side.server().process()));
    }
    return all;
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
