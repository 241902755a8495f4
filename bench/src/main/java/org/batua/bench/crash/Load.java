package org.batua.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Shoppers at work, until they are told to stop.
final class Load {
  private static final Duration END_MAX = Duration.ofSeconds(60);

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean goesOn = true;

  /// Lets each shop have so many shoppers, who give their orders the same names in all of them.
  static Load start(Map<Shop, Integer> shops, Plan.Cycle cycle) {
    var load = new Load();
    var random = new SplittableRandom(cycle.seed());
    shops.forEach(
        (shop, shoppers) -> {
          for (int i = 1; i <= shoppers; i++) {
            var name = "c" + cycle.number() + "s" + i;
            var shopper = new Shopper(shop, name, random.split(), () -> load.goesOn);
            var thread = Thread.ofVirtual().name(shop.merchant() + "-shopper-" + i);
            load.threads.add(thread.start(shopper));
          }
        });
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
