package org.batua.simulator.http;

import java.time.Duration;

/// The only place where the simulator waits.
@FunctionalInterface
public interface Latency {
  /// Returns when the time has passed or the thread was interrupted.
  void pass(Duration time);

  /// Really waits.
  static Latency real() {
    return time -> {
      try {
        // real time: being slow is what this is for
        Thread.sleep(time);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
