package org.batua.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.batua.bench.process.Await;
import org.batua.bench.process.Signals;

/// SIGSTOP of a gateway, at a moment at which it is sending, for longer than its heartbeats may be
/// late: others take over what it was sending, and it wakes up in the middle of that.
final class PausedGateway implements Blow.Striking {
  private static final int SECONDS_MIN = 5;
  private static final int SECONDS_USUAL = 20;
  private static final int SECONDS_MAX = 60;
  private static final int LONG_PERCENT = 10;
  private static final Duration SENDING_MAX = Duration.ofSeconds(3);

  @Override
  public String strike(World world, SplittableRandom random) {
    var gateways = world.gatewayPids();
    var one = List.of(gateways.get(random.nextInt(gateways.size())));
    int bound = random.nextInt(100) < LONG_PERCENT ? SECONDS_MAX : SECONDS_USUAL;
    var pause = Duration.ofMillis(random.nextInt(SECONDS_MIN * 1000, bound * 1000));
    // a refund under way is rarer than a payment
    var table = random.nextBoolean() ? "refund" : "txn";
    var sending = "select count(*) from " + table + " where status = 'SENDING'";
    try (var sessions = Sessions.of(world.jdbcUrl())) {
      Await.until(SENDING_MAX, () -> sessions.number(sending) > 0);
      Signals.pause(one);
    }
    try {
      Await.pause(pause);
    } finally {
      Signals.resume(one);
    }
    return String.format(Locale.ROOT, "a gateway paused for %.1f s", pause.toMillis() / 1000.0);
  }
}
