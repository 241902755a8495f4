package org.batua.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.bench.process.Await;
import org.batua.bench.process.JavaServer;

/// How long a start takes, from the command until the first answer to a merchant.
final class Starts {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

  private Starts() {}

  /// Stops and starts a server so many times; it is left running.
  ///
  /// @param lines connections to it
  static List<Double> measure(JavaServer server, Supplier<Line> lines, int times) {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      server.close();
      long started = System.nanoTime();
      server.start();
      if (!answersWithin(LIMIT, lines)) {
        throw new IllegalStateException("no answer within " + LIMIT);
      }
      seconds.add((System.nanoTime() - started) / 1e9);
    }
    return seconds;
  }

  private static boolean answersWithin(Duration limit, Supplier<Line> lines) {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (answers(lines)) {
        return true;
      }
      Await.pause(Duration.ofNanos(LOOK_NANOS));
    }
    return false;
  }

  private static boolean answers(Supplier<Line> lines) {
    try (var line = lines.get()) {
      return line.get("/customers?count=1").contains("\"list\"");
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
