package org.batua.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.batua.bench.process.Await;
import org.batua.bench.process.Signals;

/// SIGSTOP of half of PostgreSQL's sessions, whatever locks they hold.
final class PausedSessions implements Blow.Striking {
  private static final int SECONDS_MIN = 5;
  private static final int SECONDS_MAX = 15;

  @Override
  public String strike(World world, SplittableRandom random) {
    List<Long> some;
    try (var sessions = Sessions.of(world.jdbcUrl())) {
      some = sessions.pids().stream().filter(_ -> random.nextBoolean()).toList();
    }
    var pause = Duration.ofMillis(random.nextInt(SECONDS_MIN * 1000, SECONDS_MAX * 1000));
    Signals.pause(some);
    try {
      Await.pause(pause);
    } finally {
      Signals.resume(some);
    }
    return String.format(
        Locale.ROOT, "%d sessions paused for %.1f s", some.size(), pause.toMillis() / 1000.0);
  }
}
