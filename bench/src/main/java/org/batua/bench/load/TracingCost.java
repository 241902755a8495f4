package org.batua.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.batua.bench.process.JavaServer;

/// What traces cost a debit: the same debits in turn at a gateway that keeps no spans, and at
/// another one on the same database that sends all of them to a collector on this machine.
final class TracingCost {
  private static final int PAYERS = 100;
  private static final int CONNECTIONS = 32;
  private static final int PAIRS = 9;
  private static final int FIRST_STOCK_PER_SECOND = 3000;
  private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
  private static final double COMPILING_MAX = 0.06;

  private final Servers servers;
  private final Duration time;
  private final Duration warmUpMax;
  private final PrintWriter out;
  private final PayingCustomers payers;

  /// @param servers open
  /// @param time of each measurement
  /// @param warmUpMax of each gateway
  TracingCost(Servers servers, Duration time, Duration warmUpMax, PrintWriter out) {
    this.servers = servers;
    this.time = time;
    this.warmUpMax = warmUpMax;
    this.out = out;
    this.payers = new PayingCustomers(linesTo(servers.gatewayAddress()));
  }

  private Supplier<Line> linesTo(URI gateway) {
    return () -> new Line(gateway, servers.apiKey());
  }

  /// One of the two gateways.
  private record Side(String name, JavaServer server, Calls calls) {}

  /// What a measurement came to.
  ///
  /// @param cpuMicros of the gateway, per debit
  private record Debits(double perSecond, double cpuMicros) {}

  void run() throws IOException, Worker.Exhausted {
    var batches = new AtomicLong();
    var collector = collector(batches);
    try (var traced = servers.traced(collector.getAddress().getPort())) {
      payers.add(PAYERS, List.of(""), "payer");
      var without = side("without traces", servers.gatewayServer(), servers.gatewayAddress());
      var with = side("with traces", traced, servers.tracedAddress());
      double perSecond = warmUp(with, warmUp(without, FIRST_STOCK_PER_SECOND));
      compare(without, with, perSecond);
    } finally {
      collector.stop(0);
    }
    say("batches of spans that the collector got: %d", batches.get());
    if (batches.get() == 0) {
      throw new IllegalStateException("no spans were sent (expected: those of each debit)");
    }
  }

  private static HttpServer collector(AtomicLong batches) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var collector = HttpServer.create(address, 0);
    collector.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          batches.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    return collector;
  }

  private Side side(String name, JavaServer server, URI address) {
    var calls = new Calls(servers, new Population(servers), payers, payers, linesTo(address));
    return new Side(name, server, calls);
  }

  /// Until the compilers of the gateway are all but idle.
  ///
  /// @return debits a second at the end
  private double warmUp(Side side, double expected) throws IOException, Worker.Exhausted {
    long giveUpNanos = System.nanoTime() + warmUpMax.toNanos();
    double perSecond = expected;
    double compiling = 1;
    while (compiling > COMPILING_MAX && System.nanoTime() < giveUpNanos) {
      var before = Costs.compiling(side.server().process());
      perSecond = debits(side, WARM_UP_STEP, perSecond).perSecond();
      var spent = Costs.compiling(side.server().process()).minus(before);
      compiling = (double) spent.toMillis() / WARM_UP_STEP.toMillis();
    }
    say("warm %s: %.0f debits/s, compilers at %.0f %%", side.name(), perSecond, compiling * 100);
    return perSecond;
  }

  private void compare(Side without, Side with, double expected)
      throws IOException, Worker.Exhausted {
    List<Double> rates = new ArrayList<>();
    List<Double> extra = new ArrayList<>();
    double last = expected;
    for (int i = 1; i <= PAIRS; i++) {
      boolean isTracedFirst = i % 2 == 0;
      var first = debits(isTracedFirst ? with : without, time, last);
      var second = debits(isTracedFirst ? without : with, time, last);
      var traced = isTracedFirst ? first : second;
      var plain = isTracedFirst ? second : first;
      last = Math.max(first.perSecond(), second.perSecond());
      rates.add(traced.perSecond() / plain.perSecond());
      extra.add(traced.cpuMicros() - plain.cpuMicros());
      say(
          "debits without traces %.0f/s (gateway %.0f µs each), with %.0f/s (%.0f µs): ratio %.3f",
          plain.perSecond(),
          plain.cpuMicros(),
          traced.perSecond(),
          traced.cpuMicros(),
          rates.getLast());
    }
    say(
        "traces, medians of %d pairs: debits/s %.3f of those without; gateway's CPU %+.0f µs each",
        PAIRS, median(rates), median(extra));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Debits debits(Side side, Duration duration, double expected)
      throws IOException, Worker.Exhausted {
    payers.forgetTokens();
    payers.stockTokens((int) (duration.toMillis() / 1000.0 * expected * 1.5) + CONNECTIONS);
    var workers = side.calls().workers(Row.DEBIT, CONNECTIONS);
    try {
      var before = Costs.cpu(side.server().process());
      var measured = Driver.closed(workers, duration);
      var cpu = Costs.cpu(side.server().process()).minus(before);
      if (measured.failures() > 0) {
        throw new IllegalStateException("a debit failed: " + measured.firstFailure());
      }
      return new Debits(
          measured.perSecond(), cpu.toNanos() / 1e3 / measured.nanos().getTotalCount());
    } finally {
      workers.forEach(Worker::close);
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
