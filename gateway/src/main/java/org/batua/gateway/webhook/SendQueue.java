package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The deliveries of one queue that this process has claimed, and how its receiver does.
///
/// A queue begins with a few places, earns more by succeeding and loses them by timing out, so that
/// one whose receiver hangs holds a single place. One that fails several times in a row keeps a
/// single place too, and rests after each attempt: a receiver that refuses at once would otherwise
/// cost as much as a good one gets. One that is answered quickly is claimed ahead by what it sends
/// in a moment, so that few claims carry many deliveries.
final class SendQueue {
  static final int FIRST = 2;

  /// Failures in a row after which a queue is failing, until its next success.
  static final int FAILURES_MAX = 5;

  private static final Duration RECENT = Duration.ofMinutes(5);

  /// What is claimed ahead is sent in about this time, and never more than so many times the
  /// places.
  private static final int AHEAD_MILLIS = 100;

  private static final int AHEAD_MAX = 8;

  private final int capMax;
  private final Deque<Claim> waiting = new ArrayDeque<>();
  private int cap = FIRST;
  private int underWay;
  private int tookMs = Integer.MAX_VALUE;
  private int failures;
  private boolean isMoreDue;
  private Instant succeeded = Instant.MIN;
  private Instant restsUntil = Instant.MIN;

  /// What an attempt says of its queue's health.
  enum Sign {
    /// Nothing was sent.
    NONE,
    SUCCESS,
    FAILURE,
    /// It timed out, or the receiver asked for less.
    OVERLOAD
  }

  SendQueue(int capMax) {
    this.capMax = capMax;
  }

  /// Whether it has succeeded lately.
  boolean isProven(Instant now) {
    return !isFailing() && succeeded.isAfter(now.minus(RECENT));
  }

  boolean isFailing() {
    return failures >= FAILURES_MAX;
  }

  /// What is under way or waits for a place.
  int held() {
    return underWay + waiting.size();
  }

  /// How much more may be claimed.
  int room(Instant now) {
    return now.isBefore(restsUntil) ? 0 : Math.max(0, places() + ahead(now) - held());
  }

  private int places() {
    return isFailing() ? 1 : cap;
  }

  private int ahead(Instant now) {
    return isProven(now) ? cap * Math.min(AHEAD_MAX, AHEAD_MILLIS / Math.max(1, tookMs)) : 0;
  }

  boolean isWorthClaiming(Instant now) {
    return isMoreDue && room(now) > 0 && waiting.size() <= ahead(now) / 2;
  }

  void add(Claim claim) {
    waiting.add(claim);
  }

  /// @param more whether the last claim may have left something that is due
  void moreDue(boolean more) {
    this.isMoreDue = more;
  }

  /// Moves what waits into free places.
  ///
  /// @return how many deliveries
  int start(List<Claim> started) {
    int count = 0;
    while (underWay < places() && !waiting.isEmpty()) {
      started.add(waiting.remove());
      underWay++;
      count++;
    }
    return count;
  }

  /// Frees the place of an attempt, and judges the queue by it.
  ///
  /// @param rest how long a failing queue rests
  void ended(Sign sign, int millis, Instant now, Duration rest) {
    underWay--;
    switch (sign) {
      case NONE -> {
        return;
      }
      case SUCCESS -> {
        succeeded = now;
        tookMs = millis;
        failures = 0;
        restsUntil = Instant.MIN;
        cap = Math.min(capMax, cap + 1);
        return;
      }
      case FAILURE -> {}
      case OVERLOAD -> {
        tookMs = Integer.MAX_VALUE;
        cap = Math.max(1, cap / 2);
      }
    }
    failures++;
    if (isFailing()) {
      tookMs = Integer.MAX_VALUE;
      cap = FIRST;
      restsUntil = now.plus(rest);
    }
  }

  void endRest() {
    restsUntil = Instant.MIN;
  }

  boolean isResting(Instant now) {
    return now.isBefore(restsUntil);
  }

  /// Removes what waits since before a time: the queue is slower than it seemed.
  void takeWaiting(Instant before, List<Claim> taken) {
    while (!waiting.isEmpty() && waiting.element().at().isBefore(before)) {
      taken.add(waiting.remove());
      tookMs = Integer.MAX_VALUE;
    }
  }
}
