package org.batua.gateway.redirect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejection;

/// Openings of providers' pages that a browser does not wait for: it is answered within a second,
/// and a later visit, on whatever server process, takes what the provider said.
public final class Openings {
  /// An opening whose process died is over by then, and a page that was not taken is too old.
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final OpeningStore store;
  private final SlowCalls slowCalls;
  private final InstantSource clock;

  public Openings(OpeningStore store, SlowCalls slowCalls, InstantSource clock) {
    this.store = store;
    this.slowCalls = slowCalls;
    this.clock = clock;
  }

  SlowCalls slowCalls() {
    return slowCalls;
  }

  /// What opening came to, now or on the visit before; empty while the provider is slow.
  ///
  /// @param id of the payment or top-up
  /// @throws org.batua.gateway.base.Rejected as the call
  Optional<Opening> open(String id, Supplier<Opening> call) {
    var known = store.hasEnded(id, since());
    if (known.isPresent()) {
      var taken = known.get() ? store.take(id, since()) : Optional.<Opening>empty();
      if (taken.isPresent() || !known.get()) {
        return taken;
      }
    }
    return slowCalls.within(call, late(id));
  }

  /// What a script learns that looks again.
  enum Look {
    /// Nobody opens the page at this time.
    NONE,
    UNDER_WAY,
    /// The next visit takes what the provider said.
    READY
  }

  Look look(String id) {
    return store
        .hasEnded(id, since())
        .map(ended -> ended ? Look.READY : Look.UNDER_WAY)
        .orElse(Look.NONE);
  }

  private SlowCalls.Late<Opening> late(String id) {
    return new SlowCalls.Late<>() {
      @Override
      public void begun() {
        store.begin(id, clock.instant());
      }

      @Override
      public void done(Opening opening) {
        store.end(id, opening);
      }

      @Override
      public void refused(Rejection rejection) {
        broken();
      }

      @Override
      public void broken() {
        store.end(id, Opening.of(Opening.Kind.UNAVAILABLE));
      }
    };
  }

  private Instant since() {
    return clock.instant().minus(LONGEST);
  }

  /// Deletes what no visit took.
  ///
  /// @return how many rows
  public int forgetOld() {
    return store.deleteBefore(since());
  }
}
