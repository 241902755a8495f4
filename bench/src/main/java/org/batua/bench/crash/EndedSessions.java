package org.batua.bench.crash;

import java.time.Duration;
import java.util.SplittableRandom;
import org.batua.bench.process.Await;

/// pg_cancel_backend and pg_terminate_backend, one after the other, of the gateways' sessions.
final class EndedSessions implements Blow.Striking {
  private static final int TIMES = 60;
  private static final int PAUSE_MILLIS_MAX = 120;

  @Override
  public String strike(World world, SplittableRandom random) {
    int ended = 0;
    int cancelled = 0;
    try (var sessions = Sessions.of(world.jdbcUrl())) {
      for (int i = 0; i < TIMES; i++) {
        var pids = sessions.busyPids();
        if (!pids.isEmpty()) {
          long pid = pids.get(random.nextInt(pids.size()));
          if (random.nextBoolean()) {
            sessions.execute("select pg_terminate_backend(" + pid + ")");
            ended++;
          } else {
            sessions.execute("select pg_cancel_backend(" + pid + ")");
            cancelled++;
          }
        }
        Await.pause(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
      }
    }
    return ended + " sessions ended, " + cancelled + " statements cancelled";
  }
}
