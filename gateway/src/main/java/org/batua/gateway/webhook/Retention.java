package org.batua.gateway.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/// How long events, their deliveries and what was sent are kept.
public final class Retention {
  private final RetentionStore store;
  private final Duration events;
  private final Duration bodies;
  private final InstantSource clock;
  private final Counter deletedEvents;
  private final Counter deletedBodies;

  public Retention(
      RetentionStore store,
      Duration events,
      Duration bodies,
      InstantSource clock,
      MeterRegistry meters) {
    this.store = store;
    this.events = events;
    this.bodies = bodies;
    this.clock = clock;
    this.deletedEvents = meters.counter("batua.retention.deleted", "kind", "webhook_events");
    this.deletedBodies = meters.counter("batua.retention.deleted", "kind", "webhook_bodies");
  }

  /// Deletes everything older.
  public void sweep() {
    var now = clock.instant();
    deletedBodies.increment((double) store.forgetBodies(store.numberBefore(now.minus(bodies))));
    deletedEvents.increment((double) store.forgetEvents(store.numberBefore(now.minus(events))));
  }
}
