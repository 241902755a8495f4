package org.batua.bench.crash;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.batua.bench.process.Await;

/// Makes an order at each gateway four times a second, and so knows when writes are taken.
final class WriteProbe implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final long PAISE = 100;

  /// A shorter pause between two acknowledged writes is no interruption: this machine is busy.
  static final Duration NOTICED = Duration.ofSeconds(1);

  private final Shop shop;
  private final List<URI> gateways;
  private final String name;
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean goesOn = true;

  private record Write(URI gateway, Instant asked, Instant answered, boolean isGood) {}

  /// Begins.
  ///
  /// @param name the beginning of its order ids
  WriteProbe(Shop shop, List<URI> gateways, String name) {
    this.shop = shop;
    this.gateways = gateways;
    this.name = name;
    this.thread = Thread.ofVirtual().name("write-probe").start(this::run);
  }

  private void run() {
    for (int i = 0; goesOn; i++) {
      for (int g = 0; g < gateways.size(); g++) {
        var id = name + "_" + (g + 1) + "_" + i;
        var gateway = gateways.get(g);
        Thread.ofVirtual().start(() -> write(gateway, id));
      }
      Await.pause(PAUSE);
    }
  }

  private void write(URI gateway, String id) {
    var wallet = shop.wallets().getFirst();
    shop.log().willAsk(id, PAISE);
    var form =
        Map.of(
            "order_id", id,
            "amount", BigDecimal.valueOf(PAISE, 2).toPlainString(),
            "currency", wallet.gateway().land().currency(),
            "customer_id", wallet.customer().id());
    var asked = Instant.now();
    var reply = shop.client().post(gateway, "/orders", form);
    shop.log().created(id, reply, asked);
    writes.add(new Write(gateway, asked, Instant.now(), reply.isGood()));
  }

  /// From then until writes were acknowledged without interruption by the slower gateway; nothing
  /// when they were all the time.
  Duration interruption(Instant from, Instant to) {
    return gateways.stream()
        .map(it -> interruption(good(it), from, to))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /// Pure, for its test.
  ///
  /// @param good when writes were acknowledged
  static Duration interruption(List<Instant> good, Instant from, Instant to) {
    var last = from;
    var end = from;
    for (var at : good.stream().sorted().toList()) {
      if (at.isAfter(from) && !at.isAfter(to)) {
        if (Duration.between(last, at).compareTo(NOTICED) > 0) {
          end = at;
        }
        last = at;
      }
    }
    return Duration.between(from, Duration.between(last, to).compareTo(NOTICED) > 0 ? to : end);
  }

  /// Whether each gateway has acknowledged writes without interruption for so long.
  boolean flowsFor(Duration time) {
    var now = Instant.now();
    return interruption(now.minus(time), now).isZero();
  }

  /// How many of the writes that were asked for since then were refused or not answered.
  long refused(Instant since) {
    return writes.stream().filter(it -> !it.asked().isBefore(since) && !it.isGood()).count();
  }

  private List<Instant> good(URI gateway) {
    return writes.stream()
        .filter(it -> it.isGood() && it.gateway().equals(gateway))
        .map(Write::answered)
        .toList();
  }

  @Override
  public void close() {
    goesOn = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
