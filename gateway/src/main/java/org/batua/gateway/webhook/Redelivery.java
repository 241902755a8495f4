package org.batua.gateway.webhook;

import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Sends an event again because a person wants it: to its endpoint at once, and to listeners.
public final class Redelivery {
  private final Dispatcher dispatcher;
  private final FanOutStore numbers;

  public Redelivery(Dispatcher dispatcher, FanOutStore numbers) {
    this.dispatcher = dispatcher;
    this.numbers = numbers;
  }

  /// A new attempt with the same id.
  ///
  /// @throws Rejected when one is under way
  public Delivery.Attempt now(Delivery delivery) {
    var attempt =
        dispatcher
            .sendNow(delivery)
            .orElseThrow(
                () ->
                    new Rejected(
                        new Rejection.DuplicateRequest("An attempt of it is under way just now.")));
    numbers.repeat(delivery.event().merchant(), delivery.event().number());
    return attempt;
  }
}
