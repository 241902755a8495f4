package org.batua.gateway.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.batua.gateway.db.StatementUndone;

/// Counts how payments go by the minute, so that pages add up a few rows. The last two minutes are
/// counted at each run; older ones again as they reach certain ages, since a late outcome wins.
public final class PaymentFigures {
  private static final Duration BACK = Duration.ofHours(24);
  private static final Duration MINUTES_KEPT = Duration.ofHours(49);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int WINDOWS_MAX = 200;

  private final PaymentFigureStore store;
  private final Duration hoursKept;
  private final InstantSource clock;

  public PaymentFigures(PaymentFigureStore store, Duration hoursKept, InstantSource clock) {
    this.store = store;
    this.hoursKept = hoursKept;
    this.clock = clock;
  }

  private enum Pass {
    LIVE(Duration.ZERO),
    QUARTER(Duration.ofMinutes(15)),
    HOUR(Duration.ofHours(1)),
    SIX_HOURS(Duration.ofHours(6)),
    DAY(Duration.ofHours(24));

    private final Duration age;

    Pass(Duration age) {
      this.age = age;
    }
  }

  /// Counts what is due.
  public void count() {
    for (var pass : Pass.values()) {
      count(pass);
    }
    var now = clock.instant();
    store.forgetBefore(
        now.minus(MINUTES_KEPT).truncatedTo(ChronoUnit.HOURS),
        now.minus(hoursKept).truncatedTo(ChronoUnit.HOURS));
  }

  /// In windows that fit the limit of a statement, whatever a day brought.
  private void count(Pass pass) {
    var window = WINDOW;
    for (int i = 0; i < WINDOWS_MAX; i++) {
      var width = window;
      var now = clock.instant();
      try {
        var counted =
            store.count(pass.name(), start(pass, now), done -> next(pass, done, width, now));
        if (!counted.to().isBefore(end(pass, now))) {
          return;
        }
      } catch (StatementUndone e) {
        if (width.compareTo(Duration.ofMinutes(1)) <= 0) {
          throw e;
        }
        window = width.dividedBy(4).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      }
    }
  }

  /// The first pass begins with a day; the others count again what it has counted.
  private static Instant start(Pass pass, Instant now) {
    return pass == Pass.LIVE ? now.minus(BACK).truncatedTo(ChronoUnit.MINUTES) : end(pass, now);
  }

  private static Instant end(Pass pass, Instant now) {
    var end = now.minus(pass.age).truncatedTo(ChronoUnit.MINUTES);
    return pass == Pass.LIVE ? end.plus(1, ChronoUnit.MINUTES) : end;
  }

  /// Minutes of which all rows may be gone, or were never there, are left out.
  private static PaymentFigureStore.Window next(
      Pass pass, Instant done, Duration width, Instant now) {
    var end = end(pass, now);
    var first = now.minus(BACK).minus(Duration.ofHours(23)).truncatedTo(ChronoUnit.HOURS);
    var from = done.isBefore(first) ? first : done;
    var to = from.plus(width).isBefore(end) ? from.plus(width) : end;
    // what was stored just now may carry an earlier time: it is counted once more
    var settled = now.truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES);
    return new PaymentFigureStore.Window(
        from, to, pass == Pass.LIVE && to.isAfter(settled) ? later(from, settled) : to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
