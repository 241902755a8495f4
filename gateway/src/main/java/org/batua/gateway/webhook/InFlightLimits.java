package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// How many deliveries may be under way, in each queue and in all.
///
/// A queue earns places by succeeding and loses them by timing out, so that one whose receiver
/// hangs holds a single place. Queues without a recent success share a quarter of all places,
/// however many they are: a crowd of dead receivers leaves the rest to the living.
final class InFlightLimits {
  static final int FIRST = 2;
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final int UNPROVEN_SHARE = 4;
  private static final int IDLE_QUEUES_MAX = 10_000;

  private final int all;
  private final int perQueueMax;
  private final ReentrantLock lock = new ReentrantLock();

  // under the lock
  private final Map<String, Queue> queues = new HashMap<>();
  private int inFlight;

  InFlightLimits(int all, int perQueueMax) {
    this.all = all;
    this.perQueueMax = perQueueMax;
  }

  /// What an attempt says of its queue's health.
  enum Sign {
    SUCCESS,
    FAILURE,
    /// It timed out, or the receiver asked for less.
    OVERLOAD
  }

  private static final class Queue {
    private int cap = FIRST;
    private int inFlight;
    private Instant succeeded = Instant.MIN;

    boolean isProven(Instant now) {
      return succeeded.isAfter(now.minus(RECENT));
    }
  }

  /// How much may be claimed now.
  ///
  /// @param ofKnown places of the queues that are not as any other
  /// @param ofOthers places of each other queue
  /// @param ofAllOthers places of them all together
  record Room(int total, Map<String, Integer> ofKnown, int ofOthers, int ofAllOthers) {}

  Room room(Instant now) {
    return locked(
        () -> {
          forgetIdle(now);
          int unprovenRoom = unprovenRoom(now);
          Map<String, Integer> known = new HashMap<>();
          for (var entry : queues.entrySet()) {
            var queue = entry.getValue();
            int room = Math.max(0, queue.cap - queue.inFlight);
            if (!queue.isProven(now)) {
              room = Math.min(room, unprovenRoom);
              unprovenRoom -= room;
            }
            known.put(entry.getKey(), room);
          }
          return new Room(all - inFlight, known, Math.min(FIRST, unprovenRoom), unprovenRoom);
        });
  }

  void begin(String name) {
    locked(
        () -> {
          var queue = queues.computeIfAbsent(name, _ -> new Queue());
          queue.inFlight++;
          inFlight++;
          return queue;
        });
  }

  /// Frees the place of an attempt and judges the queue by it.
  void end(String name, Sign sign, Instant now) {
    locked(
        () -> {
          var queue = queues.computeIfAbsent(name, _ -> new Queue());
          queue.inFlight--;
          inFlight--;
          switch (sign) {
            case SUCCESS -> {
              queue.succeeded = now;
              queue.cap = Math.min(perQueueMax, queue.cap + 1);
            }
            case FAILURE -> {}
            case OVERLOAD -> queue.cap = Math.max(1, queue.cap / 2);
          }
          return queue;
        });
  }

  private int unprovenRoom(Instant now) {
    int held =
        queues.values().stream()
            .filter(queue -> !queue.isProven(now))
            .mapToInt(queue -> queue.inFlight)
            .sum();
    return Math.max(0, Math.max(1, all / UNPROVEN_SHARE) - held);
  }

  private void forgetIdle(Instant now) {
    if (queues.size() > IDLE_QUEUES_MAX) {
      queues.values().removeIf(queue -> queue.inFlight == 0 && !queue.isProven(now));
    }
  }

  int inFlight() {
    return locked(() -> inFlight);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
