package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The deliveries that this process has claimed: which are under way in each queue, and which wait
/// for a place.
///
/// Queues without a recent success share a quarter of all places, and those that fail share a
/// number of attempts a second, however many they are: a crowd of dead receivers leaves the rest to
/// the living.
final class SendQueues {
  /// After so long a delivery that waits is returned: the rest of its lease is for the attempt.
  static final Duration WAIT_MAX = Duration.ofSeconds(3);

  /// Attempts that all failing queues make together, about.
  static final int FAILING_PER_SECOND = 100;

  private static final int UNPROVEN_SHARE = 4;
  private static final int IDLE_QUEUES_MAX = 10_000;

  /// The rows of one claim at most: a claim stays short, however long the backlog.
  private static final int CLAIM_MAX = 1024;

  private final int all;
  private final int perQueueMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  // under the lock
  private final Map<String, SendQueue> queues = new HashMap<>();
  private final Set<String> failing = new HashSet<>();
  private final Set<String> wanted = new HashSet<>();
  private int claimed;
  private int waiting;
  private Turns turns = new Turns("", "");

  SendQueues(int all, int perQueueMax) {
    this.all = all;
    this.perQueueMax = perQueueMax;
  }

  /// The queues after which the next claim from all begins.
  record Turns(String afterProven, String afterUnproven) {}

  /// How much may be claimed now, and from which queues.
  ///
  /// @param of the queues; empty for all in which something is due, known or not
  /// @param ofProven places of each queue with a recent success
  /// @param ofUnproven places of other queues, where they are not as at first
  /// @param ofAllUnproven places of all these together, known or not
  record Room(
      int total,
      Set<String> of,
      Map<String, Integer> ofProven,
      Map<String, Integer> ofUnproven,
      int ofAllUnproven,
      Turns turns) {
    int of(String queue) {
      var proven = ofProven.get(queue);
      return proven != null ? proven : ofUnproven.getOrDefault(queue, SendQueue.FIRST);
    }

    boolean isOfAll() {
      return of.isEmpty();
    }
  }

  /// For a claim from all queues.
  Room room(Instant now) {
    return locked(
        () -> {
          forgetIdle(now);
          wanted.clear();
          return room(Set.of(), queues.keySet(), now);
        });
  }

  /// For a claim from some queues, and from those that turned out to be worth one.
  ///
  /// @param more may be unknown yet
  /// @return empty when there are none
  Optional<Room> room(Collection<String> more, Instant now) {
    return locked(
        () -> {
          Set<String> names = new HashSet<>(more);
          names.addAll(wanted);
          wanted.clear();
          rested(now).forEach(names::add);
          return names.isEmpty() ? Optional.empty() : Optional.of(room(names, names, now));
        });
  }

  private Stream<String> rested(Instant now) {
    if (failing.isEmpty() || unprovenRoom(now) == 0) {
      return Stream.empty();
    }
    return failing.stream().filter(name -> queue(name).isWorthClaiming(now));
  }

  private Room room(Set<String> of, Collection<String> names, Instant now) {
    Map<String, Integer> proven = new HashMap<>();
    Map<String, Integer> unproven = new HashMap<>();
    for (var name : names) {
      var queue = queues.get(name);
      if (queue == null) {
        continue;
      }
      int room = queue.room(now);
      if (queue.isProven(now)) {
        proven.put(name, room);
      } else if (room != SendQueue.FIRST) {
        unproven.put(name, room);
      }
    }
    int total = Math.min(CLAIM_MAX, all - claimed);
    return new Room(total, of, proven, unproven, unprovenRoom(now), turns);
  }

  private int unprovenRoom(Instant now) {
    int held =
        queues.values().stream().filter(it -> !it.isProven(now)).mapToInt(SendQueue::held).sum();
    return Math.max(0, Math.max(1, all / UNPROVEN_SHARE) - held);
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
            queue(name).add(claim);
          }
          claimed += claims.size();
          waiting += claims.size();
          boolean isAllProven = claims.size() < room.total();
          boolean isAllUnproven = isAllProven && sum(unproven) < room.ofAllUnproven();
          List<Claim> started = new ArrayList<>();
          for (var name : room.isOfAll() ? queues.keySet() : room.of()) {
            boolean isProven = room.ofProven().containsKey(name);
            int taken = (isProven ? proven : unproven).getOrDefault(name, 0);
            var queue = queue(name);
            queue.moreDue(!(isProven ? isAllProven : isAllUnproven) || taken >= room.of(name));
            waiting -= queue.start(started);
          }
          if (room.isOfAll()) {
            turns =
                new Turns(
                    isAllProven ? "" : last(proven, room.turns().afterProven()),
                    isAllUnproven ? "" : last(unproven, room.turns().afterUnproven()));
          } else if (!isAllProven) {
            wanted.addAll(room.of());
          }
          return started;
        });
  }

  private SendQueue queue(String name) {
    return queues.computeIfAbsent(name, _ -> new SendQueue(perQueueMax));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(it -> it).sum();
  }

  /// The last queue of a claim that began after one; that one when there is none.
  private static String last(Map<String, Integer> names, String after) {
    Comparator<String> turn = Comparator.comparing(name -> name.compareTo(after) <= 0);
    return names.keySet().stream().max(turn.thenComparing(Comparator.naturalOrder())).orElse(after);
  }

  /// What follows the end of an attempt.
  ///
  /// @param started to be sent now
  /// @param returned to be given back, as it waited in vain
  /// @param isWorthClaiming whether the queue has room for more that is due
  record Next(List<Claim> started, List<Claim> returned, boolean isWorthClaiming) {}

  /// Frees the place of an attempt and judges the queue by it. Until its outcome is recorded the
  /// delivery counts among all.
  Next sent(String name, SendQueue.Sign sign, int tookMs, Instant now) {
    return locked(
        () -> {
          var queue = queue(name);
          queue.ended(sign, tookMs, now, rest());
          boolean isSlower = sign == SendQueue.Sign.OVERLOAD || queue.isFailing();
          List<Claim> returned = takeWaiting(queue, isSlower ? Instant.MAX : now.minus(WAIT_MAX));
          if (queue.isFailing()) {
            failing.add(name);
          } else {
            failing.remove(name);
          }
          List<Claim> started = new ArrayList<>();
          waiting -= queue.start(started);
          boolean isWorthClaiming = queue.isWorthClaiming(now);
          if (isWorthClaiming) {
            wanted.add(name);
          }
          return new Next(started, returned, isWorthClaiming);
        });
  }

  /// Of a failing queue, which shares the attempts with all others.
  private Duration rest() {
    return Duration.ofSeconds(1).multipliedBy(failing.size() + 1L).dividedBy(FAILING_PER_SECOND);
  }

  /// Whether a queue that failed has rested, and more is due in it.
  boolean isRested(Instant now) {
    return locked(() -> rested(now).findAny().isPresent());
  }

  /// Whoever sweeps waits for no queue.
  void endRests() {
    locked(
        () -> {
          queues.values().forEach(SendQueue::endRest);
          return true;
        });
  }

  /// Removes what waits since before a time.
  List<Claim> takeWaiting(Instant before) {
    return locked(
        () -> {
          List<Claim> taken = new ArrayList<>();
          queues.values().forEach(queue -> taken.addAll(takeWaiting(queue, before)));
          return taken;
        });
  }

  private List<Claim> takeWaiting(SendQueue queue, Instant before) {
    List<Claim> taken = new ArrayList<>();
    queue.takeWaiting(before, taken);
    waiting -= taken.size();
    return taken;
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
      queues.values().removeIf(it -> it.held() == 0 && !it.isProven(now) && !it.isResting(now));
      failing.retainAll(queues.keySet());
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
