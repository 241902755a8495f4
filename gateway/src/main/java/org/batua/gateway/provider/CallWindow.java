package org.batua.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The calls through one provider account in the last minute, and since when they have had trouble.
final class CallWindow {
  /// How long calls count.
  static final Duration LENGTH = Duration.ofMinutes(1);

  /// An account that was not called for so long is not known to be in trouble.
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  /// Fewer calls say nothing.
  static final int CALLS_MIN = 5;

  private static final int SLICES = 12;
  private static final Duration SLICE = LENGTH.dividedBy(SLICES);
  private static final double DOWN_FROM = 0.8;
  private static final double DOWN_UNTIL = 0.5;
  private static final double FLUCTUATES_FROM = 0.25;
  private static final double FLUCTUATES_UNTIL = 0.1;

  private static final List<Integer> NONE = Collections.nCopies(SLICES, 0);

  private final int[] calls;
  private final int[] troubled;
  private long newest;
  private Instant lastCall;
  private Optional<Trouble> trouble;

  /// Without a call yet.
  CallWindow() {
    this(new State(0, NONE, NONE, Instant.EPOCH, Optional.empty()));
  }

  CallWindow(State state) {
    this.newest = state.newest();
    this.calls = numbers(state.calls());
    this.troubled = numbers(state.troubled());
    this.lastCall = state.lastCall();
    this.trouble = state.trouble();
  }

  /// A window as it is stored.
  ///
  /// @param newest number of the newest slice since the epoch
  /// @param calls of each slice, which stands at its number's remainder
  /// @param troubled those among them that had trouble
  record State(
      long newest,
      List<Integer> calls,
      List<Integer> troubled,
      Instant lastCall,
      Optional<Trouble> trouble) {
    int callsInWindow() {
      return sum(numbers(calls));
    }
  }

  State state() {
    return new State(newest, list(calls), list(troubled), lastCall, trouble);
  }

  /// Counts a call; what it means is not judged yet.
  void record(boolean hadTrouble, Instant now) {
    turn(sliceOf(now));
    int at = place(newest);
    calls[at]++;
    if (hadTrouble) {
      troubled[at]++;
    }
    lastCall = now;
  }

  /// Counts the calls of another window, too.
  void add(CallWindow more) {
    if (Duration.between(lastCall, more.lastCall).compareTo(FORGOTTEN_AFTER) > 0) {
      trouble = Optional.empty();
    }
    turn(more.newest);
    for (long slice = Math.max(more.newest, newest) - SLICES + 1; slice <= more.newest; slice++) {
      calls[place(slice)] += more.calls[place(slice)];
      troubled[place(slice)] += more.troubled[place(slice)];
    }
    if (more.lastCall.isAfter(lastCall)) {
      lastCall = more.lastCall;
    }
  }

  private static long sliceOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), SLICE.toMillis());
  }

  private static int place(long slice) {
    return (int) Math.floorMod(slice, (long) SLICES);
  }

  /// Empties the slices that time has passed over.
  private void turn(long slice) {
    for (long passed = Math.max(newest, slice - SLICES) + 1; passed <= slice; passed++) {
      calls[place(passed)] = 0;
      troubled[place(passed)] = 0;
    }
    newest = Math.max(newest, slice);
  }

  /// It takes more trouble to enter a stage than to stay in it, so that a stage does not flicker.
  Optional<Trouble> judge() {
    long all = sum(calls);
    double share = (double) sum(troubled) / all;
    boolean isDown = trouble.filter(it -> it.stage() == Trouble.Stage.DOWN).isPresent();
    if (share >= (isDown ? DOWN_UNTIL : DOWN_FROM) && (isDown || all >= CALLS_MIN)) {
      enter(Trouble.Stage.DOWN);
    } else if (share >= (trouble.isPresent() ? FLUCTUATES_UNTIL : FLUCTUATES_FROM)
        && (trouble.isPresent() || all >= CALLS_MIN)) {
      enter(Trouble.Stage.FLUCTUATE);
    } else {
      trouble = Optional.empty();
    }
    return trouble;
  }

  private void enter(Trouble.Stage stage) {
    if (trouble.filter(it -> it.stage() == stage).isEmpty()) {
      trouble = Optional.of(new Trouble(stage, lastCall));
    }
  }

  private static int[] numbers(List<Integer> slices) {
    return slices.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> list(int[] slices) {
    return Arrays.stream(slices).boxed().toList();
  }

  private static int sum(int[] slices) {
    return Arrays.stream(slices).sum();
  }
}
