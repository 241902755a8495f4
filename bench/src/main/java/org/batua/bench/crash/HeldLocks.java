package org.batua.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.batua.bench.process.Await;

/// Rows of the latest orders, or of what is being sent, locked by somebody for up to 30 s.
final class HeldLocks implements Blow.Striking {
  private static final int SECONDS_MIN = 2;
  private static final int SECONDS_USUAL = 12;
  private static final int SECONDS_MAX = 30;
  private static final int LONG_PERCENT = 15;
  private static final List<String> LOCKS =
      List.of(
          "select id from merchant_order order by created_at desc limit 20 for update",
          "select id from txn where status = 'SENDING' limit 20 for update",
          "select id from refund where status in ('QUEUED', 'SENDING', 'UNKNOWN') for update",
          "select id from wallet limit 4 for update");

  @Override
  public String strike(World world, SplittableRandom random) {
    int bound = random.nextInt(100) < LONG_PERCENT ? SECONDS_MAX : SECONDS_USUAL;
    var held = Duration.ofMillis(random.nextInt(SECONDS_MIN * 1000, bound * 1000));
    var lock = LOCKS.get(random.nextInt(LOCKS.size()));
    try (var sessions = Sessions.of(world.jdbcUrl())) {
      sessions.begin();
      sessions.execute(lock);
      Await.pause(held);
    }
    return String.format(
        Locale.ROOT,
        "rows of %s locked for %.1f s",
        lock.split(" ", -1)[3],
        held.toMillis() / 1000.0);
  }
}
