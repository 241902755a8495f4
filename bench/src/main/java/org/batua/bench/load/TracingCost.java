package org.batua.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// What traces cost a debit: the same debits in turn at a gateway that keeps no spans, and at
/// another one on the same database that sends all of them to a collector on this machine.
final class TracingCost {
  private static final int PAIRS = 9;

  private final Servers servers;
  private final Duration time;
  private final WarmDebits debits;

  /// @param servers open
  /// @param time of each measurement
  TracingCost(Servers servers, Duration time, WarmDebits debits) {
    this.servers = servers;
    this.time = time;
    this.debits = debits;
  }

  void run() throws IOException, Worker.Exhausted {
    var batches = new AtomicLong();
    var collector = collector(batches);
    try (var traced = servers.traced(collector.getAddress().getPort())) {
      debits.addPayers();
      var without =
          debits.side("without traces", servers.gatewayServer(), servers.gatewayAddress());
      var with = debits.side("with traces", traced, servers.secondAddress());
      debits.warmUp(without);
      debits.warmUp(with);
      compare(without, with);
    } finally {
      collector.stop(0);
    }
    debits.say("batches of spans that the collector got: %d", batches.get());
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

  private void compare(WarmDebits.Side without, WarmDebits.Side with)
      throws IOException, Worker.Exhausted {
    List<Double> rates = new ArrayList<>();
    List<Double> extra = new ArrayList<>();
    for (int i = 1; i <= PAIRS; i++) {
      boolean isTracedFirst = i % 2 == 0;
      var first = debits.at(List.of(isTracedFirst ? with : without), time);
      var second = debits.at(List.of(isTracedFirst ? without : with), time);
      var traced = isTracedFirst ? first : second;
      var plain = isTracedFirst ? second : first;
      rates.add(traced.perSecond() / plain.perSecond());
      extra.add(traced.gatewayMicros() - plain.gatewayMicros());
      debits.say(
          "debits without traces %.0f/s (gateway %.0f µs each), with %.0f/s (%.0f µs): ratio %.3f",
          plain.perSecond(),
          plain.gatewayMicros(),
          traced.perSecond(),
          traced.gatewayMicros(),
          rates.getLast());
    }
    debits.say(
        "traces, medians of %d pairs: debits/s %.3f of those without; gateway's CPU %+.0f µs each",
        PAIRS, Medians.of(rates), Medians.of(extra));
  }
}
