package org.batua.gateway.webhook;

import java.time.InstantSource;

/// Brings events from the queue, into which every change writes its own, to the endpoints. One
/// process at a time does it, whichever comes first.
public final class FanOut {
  static final int AT_ONCE = 500;

  private final FanOutStore store;
  private final WebhookEndpoints endpoints;
  private final InstantSource clock;

  public FanOut(FanOutStore store, WebhookEndpoints endpoints, InstantSource clock) {
    this.store = store;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /// Processes a batch of the queue.
  FanOutStore.Moved some() {
    if (!store.hasQueued()) {
      return FanOutStore.Moved.NONE;
    }
    var moved = store.fanOut(AT_ONCE, clock.instant());
    if (moved.homeless().isEmpty()) {
      return moved;
    }
    moved.homeless().forEach(endpoints::addForOrderUrls);
    return store.fanOut(AT_ONCE, clock.instant());
  }

  /// Takes all that is in the queue, so that who asks for events sees those of his own calls.
  void all() {
    int taken;
    do {
      taken = some().taken();
    } while (taken == AT_ONCE);
  }
}
