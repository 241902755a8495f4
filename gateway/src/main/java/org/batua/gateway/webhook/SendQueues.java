package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The deliveries that this process has claimed: which are under way in each queue, and which wait
/// for a place.
///
/// A queue earns places by succeeding and loses them by timing out, so that one whose receiver
/// hangs holds a single place. Queues without a recent success share a quarter of all places,
/// however many they are: a crowd of dead receivers leaves the rest to the living. A queue that is
/// answered quickly is claimed ahead by what it sends in a moment, so that few claims carry many
/// deliveries.
final class SendQueues {
  static final int FIRST = 2;

  /// After so long a delivery that waits is returned: the rest of its lease is for the attempt.
  static final Duration WAIT_MAX = Duration.ofSeconds(3);

  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final int UNPROVEN_SHARE = 4;
  private static final int IDLE_QUEUES_MAX = 10_000;

  /// The rows of one claim at most: a claim stays short, however long the backlog.
  private static final int CLAIM_MAX = 1024;

  /// What is claimed ahead is sent in about this time, and never more than so many times the
  /// places.
  private static final int AHEAD_MILLIS = 100;

  private static final int AHEAD_MAX = 8;

  private final int all;
  private final int perQueueMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  // under the lock
  private final Map<String, Queue> queues = new HashMap<>();
  private int claimed;
  private int waiting;
  private Turns turns = new Turns("", "");

  SendQueues(int all, int perQueueMax) {
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
    private final Deque<Claim> waiting = new ArrayDeque<>();
    private int cap = FIRST;
    private int underWay;
    private int tookMs = Integer.MAX_VALUE;
    private boolean isMoreDue;
    private Instant succeeded = Instant.MIN;

    boolean isProven(Instant now) {
      return succeeded.isAfter(now.minus(RECENT));
    }

    int held() {
      return underWay + waiting.size();
    }

    int ahead(Instant now) {
      return isProven(now) ? cap * Math.min(AHEAD_MAX, AHEAD_MILLIS / Math.max(1, tookMs)) : 0;
    }

    int room(Instant now) {
      return Math.max(0, cap + ahead(now) - held());
    }

    boolean isWorthClaiming(Instant now) {
      return isMoreDue && room(now) > 0 && waiting.size() <= ahead(now) / 2;
    }
  }

  /// The queues after which the next claim begins.
  record Turns(String afterProven, String afterUnproven) {}

  /// How much may be claimed now.
  ///
  /// @param ofProven places of each queue with a recent success
  /// @param ofUnproven places of other queues, where they are not as at first
  /// @param ofAllUnproven places of all these together, known or not
  record Room(
      int total,
      Map<String, Integer> ofProven,
      Map<String, Integer> ofUnproven,
      int ofAllUnproven,
      Turns turns) {
    int of(String queue) {
      var proven = ofProven.get(queue);
      return proven != null ? proven : ofUnproven.getOrDefault(queue, FIRST);
    }
  }

  Room room(Instant now) {
    return locked(
        () -> {
          forgetIdle(now);
          int unprovenHeld = 0;
          Map<String, Integer> proven = new HashMap<>();
          Map<String, Integer> unproven = new HashMap<>();
          for (var entry : queues.entrySet()) {
            var queue = entry.getValue();
            int room = queue.room(now);
            if (queue.isProven(now)) {
              proven.put(entry.getKey(), room);
            } else {
              unprovenHeld += queue.held();
              if (room != FIRST) {
                unproven.put(entry.getKey(), room);
              }
            }
          }
          int ofUnproven = Math.max(1, all / UNPROVEN_SHARE) - unprovenHeld;
          int total = Math.min(CLAIM_MAX, all - claimed);
          return new Room(total, proven, unproven, Math.max(0, ofUnproven), turns);
        });
  }

  /// Takes what was claimed.
  ///
  /// @return what is to be sent now
  List<Claim> add(List<Claim> claims, Room room) {
    return locked(
        () -> {
          Map<String, Integer> proven = new HashMap<>();
          Map<String, Integer> unproven = new HashMap<>();
          for (var claim : claims) {
            var name = claim.queue();
            (room.ofProven().containsKey(name) ? proven : unproven).merge(name, 1, Integer::sum);
            queues.computeIfAbsent(name, _ -> new Queue()).waiting.add(claim);
          }
          claimed += claims.size();
          waiting += claims.size();
          boolean isAllProven = claims.size() < room.total();
          boolean isAllUnproven = isAllProven && sum(unproven) < room.ofAllUnproven();
          List<Claim> started = new ArrayList<>();
          queues.forEach(
              (name, queue) -> {
                boolean isProven = room.ofProven().containsKey(name);
                int taken = (isProven ? proven : unproven).getOrDefault(name, 0);
                queue.isMoreDue =
                    !(isProven ? isAllProven : isAllUnproven) || taken >= room.of(name);
                start(queue, started);
              });
          turns =
              new Turns(
                  isAllProven ? "" : last(proven, room.turns().afterProven()),
                  isAllUnproven ? "" : last(unproven, room.turns().afterUnproven()));
          return started;
        });
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(it -> it).sum();
  }

  /// The last queue of a claim that began after one; that one when there is none.
  private static String last(Map<String, Integer> names, String after) {
    Comparator<String> turn = Comparator.comparing(name -> name.compareTo(after) <= 0);
    return names.keySet().stream().max(turn.thenComparing(Comparator.naturalOrder())).orElse(after);
  }

  private void start(Queue queue, List<Claim> started) {
    while (queue.underWay < queue.cap && !queue.waiting.isEmpty()) {
      started.add(queue.waiting.remove());
      waiting--;
      queue.underWay++;
    }
  }

  /// What follows the end of an attempt.
  ///
  /// @param started to be sent now
  /// @param returned to be given back, as it waited in vain
  /// @param isWorthClaiming whether the queue has room for more that is due
  record Next(List<Claim> started, List<Claim> returned, boolean isWorthClaiming) {}

  /// Frees the place of an attempt and judges the queue by it. Until its outcome is recorded the
  /// delivery counts among all.
  Next sent(String name, Sign sign, int tookMs, Instant now) {
    return locked(
        () -> {
          var queue = queues.computeIfAbsent(name, _ -> new Queue());
          queue.underWay--;
          List<Claim> returned = new ArrayList<>();
          switch (sign) {
            case SUCCESS -> {
              queue.succeeded = now;
              queue.tookMs = tookMs;
              queue.cap = Math.min(perQueueMax, queue.cap + 1);
            }
            case FAILURE -> {}
            case OVERLOAD -> {
              queue.tookMs = Integer.MAX_VALUE;
              queue.cap = Math.max(1, queue.cap / 2);
              takeWaiting(queue, Instant.MAX, returned);
            }
          }
          takeWaiting(queue, now.minus(WAIT_MAX), returned);
          List<Claim> started = new ArrayList<>();
          start(queue, started);
          return new Next(started, returned, queue.isWorthClaiming(now));
        });
  }

  /// Removes what waits since before a time.
  List<Claim> takeWaiting(Instant before) {
    return locked(
        () -> {
          List<Claim> taken = new ArrayList<>();
          queues.values().forEach(queue -> takeWaiting(queue, before, taken));
          return taken;
        });
  }

  /// The queue is slower than it seemed.
  private void takeWaiting(Queue queue, Instant before, List<Claim> taken) {
    while (!queue.waiting.isEmpty() && queue.waiting.element().at().isBefore(before)) {
      taken.add(queue.waiting.remove());
      waiting--;
      queue.tookMs = Integer.MAX_VALUE;
    }
  }

  /// Forgets deliveries that are recorded, or given back.
  ///
  /// @return whether there was no room at all, and is now
  boolean forget(int count) {
    return locked(
        () -> {
          boolean wasFull = claimed >= all;
          claimed -= count;
          if (claimed == 0) {
            idle.signalAll();
          }
          return wasFull && claimed < all;
        });
  }

  private void forgetIdle(Instant now) {
    if (queues.size() > IDLE_QUEUES_MAX) {
      queues.values().removeIf(queue -> queue.held() == 0 && !queue.isProven(now));
    }
  }

  /// Those that are sent, or were and are not recorded yet.
  int underWay() {
    return locked(() -> claimed - waiting);
  }

  /// Waits until nothing is claimed.
  void awaitIdle() throws InterruptedException {
    lock.lock();
    try {
      while (claimed > 0) {
        idle.await();
      }
    } finally {
      lock.unlock();
    }
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
