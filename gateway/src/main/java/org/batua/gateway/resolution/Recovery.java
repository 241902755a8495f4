package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.batua.gateway.provider.Silences;
import org.batua.gateway.provider.Silences.Direction;
import org.batua.gateway.provider.Silences.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings forward what waits longer than it must: whatever was asked, or could not be sent, while
/// its provider account was silent is due as soon as the account answers again, and what another
/// process left open is due when this one starts. While an account is silent, one transaction of it
/// is tried now and then, so that its return is noticed without a payment.
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int MANY = 1000;
  private static final Duration PROBE_MIN = Duration.ofSeconds(5);
  private static final Duration PROBE_MAX = Duration.ofMinutes(1);

  /// An account that is silent for long is tried less often.
  private static final int PROBE_SHARE = 10;

  /// What is older has been asked about so often that a start changes nothing.
  private static final Duration LEFT_WITHIN = Duration.ofHours(1);

  private final Silences silences;
  private final InstantSource clock;
  private final Map<Transaction.Kind, Instant> started = new EnumMap<>(Transaction.Kind.class);
  private final Map<Probe, Instant> probed = new HashMap<>();

  private record Probe(Transaction.Kind kind, String account, Direction direction) {}

  /// What is due at once.
  ///
  /// @param account empty for all
  /// @param direction what the account answers again: questions only, or sends as well
  /// @param since last asked about, or begun, from here on
  /// @param until the same, up to here
  /// @param limit those that would wait longest come first
  public record Window(
      Optional<String> account,
      Direction direction,
      Instant since,
      Instant until,
      int limit,
      Schedule schedule) {}

  /// What becomes of the waits between the questions that follow.
  public enum Schedule {
    KEPT,
    ANEW
  }

  public Recovery(Silences silences, InstantSource clock) {
    this.silences = silences;
    this.clock = clock;
  }

  /// This process starts: what was left open lately is due with its first sweep.
  public synchronized void begin() {
    var now = clock.instant();
    for (var kind : Transaction.Kind.values()) {
      started.put(kind, now);
    }
  }

  /// Makes due what waits for no reason.
  ///
  /// @param expedite brings a window forward and says how many transactions that were
  synchronized void run(Transaction.Kind kind, ToIntFunction<Window> expedite) {
    var start = started.get(kind);
    if (start != null) {
      var left =
          new Window(
              Optional.empty(),
              Direction.SENDS,
              start.minus(LEFT_WITHIN),
              start,
              MANY,
              Schedule.ANEW);
      log(kind, expedite.applyAsInt(left), "left open before the start: due at once");
      started.remove(kind);
    }
    for (var silence : silences.recent()) {
      var account = Optional.of(silence.account());
      if (silence.until().isPresent()) {
        var window =
            new Window(
                account,
                silence.direction(),
                silence.since(),
                silence.until().get(),
                MANY,
                Schedule.ANEW);
        log(kind, expedite.applyAsInt(window), "the provider answers again: due at once");
      } else if (isTimeToProbe(kind, silence)) {
        var one =
            new Window(
                account, silence.direction(), silence.since(), clock.instant(), 1, Schedule.KEPT);
        var _ = expedite.applyAsInt(one);
      }
    }
  }

  private boolean isTimeToProbe(Transaction.Kind kind, Silence silence) {
    var now = clock.instant();
    var probe = new Probe(kind, silence.account(), silence.direction());
    var pause = Duration.between(silence.since(), now).dividedBy(PROBE_SHARE);
    pause = pause.compareTo(PROBE_MIN) < 0 ? PROBE_MIN : pause;
    pause = pause.compareTo(PROBE_MAX) > 0 ? PROBE_MAX : pause;
    var last = probed.get(probe);
    if (last != null && now.isBefore(last.plus(pause))) {
      return false;
    }
    probed.put(probe, now);
    return true;
  }

  private static void log(Transaction.Kind kind, int count, String what) {
    if (count > 0) {
      LOG.atInfo().addKeyValue("kind", kind).addKeyValue("transactions", count).log(what);
    }
  }
}
