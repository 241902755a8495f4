package org.batua.bench.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for other processes, which only real time can bring about.
public final class Await {
  private static final Duration STEP = Duration.ofMillis(50);

  private Await() {}

  /// Whether the condition became true in time.
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      pause(STEP);
    }
    return true;
  }

  /// Lets time pass.
  ///
  /// @throws IllegalStateException when the run is cancelled meanwhile
  public static void pause(Duration time) {
    try {
      Thread.sleep(time); // real time: other processes run on the machine's clock
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
