package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.InstantSource;

/// How long events, their deliveries and what was sent are kept.
public final class Retention {
  private final RetentionStore store;
  private final Duration events;
  private final Duration bodies;
  private final InstantSource clock;

  public Retention(RetentionStore store, Duration events, Duration bodies, InstantSource clock) {
    this.store = store;
    this.events = events;
    this.bodies = bodies;
    this.clock = clock;
  }

  /// Forgets what is older.
  public void sweep() {
    var now = clock.instant();
    store.forgetBodies(store.numberBefore(now.minus(bodies)));
    store.forgetEvents(store.numberBefore(now.minus(events)));
  }
}
