package org.batua.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The calls of one provider account in the last minute, and since when they have had trouble.
final class CallWindow {
  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final int SLICES = 12;

  /// An account that was not called for so long is not known to be in trouble.
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  private static final int CALLS_MIN = 5;
  private static final double DOWN_FROM = 0.8;
  private static final double DOWN_UNTIL = 0.5;
  private static final double FLUCTUATES_FROM = 0.25;
  private static final double FLUCTUATES_UNTIL = 0.1;

  private final long[] calls = new long[SLICES];
  private final long[] troubled = new long[SLICES];
  private long newest = Long.MIN_VALUE;
  private Instant lastCall = Instant.EPOCH;
  private Optional<Trouble> trouble = Optional.empty();

  synchronized void record(boolean hadTrouble, Instant now) {
    turn(now);
    int at = (int) Math.floorMod(newest, (long) SLICES);
    calls[at]++;
    if (hadTrouble) {
      troubled[at]++;
    }
    lastCall = now;
    judge(now);
  }

  /// Whether enough is known of the account to speak of it.
  synchronized boolean isKnown(Instant now) {
    turn(now);
    return trouble(now).isPresent() || sum(calls) >= CALLS_MIN;
  }

  synchronized Optional<Trouble> trouble(Instant now) {
    if (Duration.between(lastCall, now).compareTo(FORGOTTEN_AFTER) > 0) {
      trouble = Optional.empty();
    }
    return trouble;
  }

  /// Empties the slices that time has passed over.
  private void turn(Instant now) {
    long slice = Math.floorDiv(now.toEpochMilli(), SLICE.toMillis());
    if (slice <= newest) {
      return;
    }
    long first = Math.max(newest + 1, slice - SLICES + 1);
    for (long passed = first; passed <= slice; passed++) {
      int at = (int) Math.floorMod(passed, (long) SLICES);
      calls[at] = 0;
      troubled[at] = 0;
    }
    newest = slice;
  }

  /// It takes more trouble to enter a stage than to stay in it, so that a stage does not flicker.
  private void judge(Instant now) {
    long all = sum(calls);
    double share = (double) sum(troubled) / all;
    boolean isDown = trouble.filter(it -> it.stage() == Trouble.Stage.DOWN).isPresent();
    if (share >= (isDown ? DOWN_UNTIL : DOWN_FROM) && (isDown || all >= CALLS_MIN)) {
      enter(Trouble.Stage.DOWN, now);
    } else if (share >= (trouble.isPresent() ? FLUCTUATES_UNTIL : FLUCTUATES_FROM)
        && (trouble.isPresent() || all >= CALLS_MIN)) {
      enter(Trouble.Stage.FLUCTUATE, now);
    } else {
      trouble = Optional.empty();
    }
  }

  private void enter(Trouble.Stage stage, Instant now) {
    if (trouble.filter(it -> it.stage() == stage).isEmpty()) {
      trouble = Optional.of(new Trouble(stage, now));
    }
  }

  private static long sum(long[] slices) {
    long sum = 0;
    for (long slice : slices) {
      sum += slice;
    }
    return sum;
  }
}
