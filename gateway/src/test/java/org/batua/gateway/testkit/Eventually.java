package org.batua.gateway.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread or process brings about and announces in no other way. The bound
/// is only there to end a test that would hang: no test passes or fails by how fast a machine is.
public final class Eventually {
  private static final Duration HANGS_AFTER = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /// Returns as soon as the condition holds.
  ///
  /// @param what is waited for, for the failure's message
  public static void until(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + HANGS_AFTER.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - giveUp > 0) {
        throw new AssertionError("not within " + HANGS_AFTER.toSeconds() + " s: " + what);
      }
      // real time: between two looks
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
