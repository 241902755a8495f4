package org.batua.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Shoppers at work, until they are told to stop.
final class Load {
  private static final Duration END_MAX = Duration.ofSeconds(60);

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean goesOn = true;

  static Load start(Shop shop, Plan.Cycle cycle, int shoppers) {
    var load = new Load();
    var random = new SplittableRandom(cycle.seed());
    for (int i = 1; i <= shoppers; i++) {
      var shopper =
          new Shopper(shop, "c" + cycle.number() + "s" + i, random.split(), () -> load.goesOn);
      load.threads.add(Thread.ofVirtual().name("shopper-" + i).start(shopper));
    }
    return load;
  }

  /// Lets each end what it is doing.
  void stop() {
    goesOn = false;
    for (var thread : threads) {
      try {
        if (!thread.join(END_MAX)) {
          throw new IllegalStateException(thread.getName() + ": still waits for an answer");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("cancelled", e);
      }
    }
  }
}
