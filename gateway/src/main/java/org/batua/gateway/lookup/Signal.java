package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.List;

/// Something that went to a provider or a merchant, or came from a provider, about an order.
public sealed interface Signal {
  Instant at();

  /// A call to a provider.
  ///
  /// @param httpStatus 0 when no answer came
  /// @param exchanges redacted
  record Called(
      Instant at,
      int tookMs,
      String operation,
      String gateway,
      String outcome,
      String error,
      String providerCode,
      int httpStatus,
      List<Exchange> exchanges)
      implements Signal {
    public Called {
      exchanges = List.copyOf(exchanges);
    }
  }

  /// One HTTP exchange of a call.
  record Exchange(String request, int status, String answer) {}

  /// A provider's notification.
  record Notified(Instant at, String account, String status, int attempts) implements Signal {}

  /// An attempt to deliver an event to a webhook endpoint, or one that waits for its first.
  ///
  /// @param delivery its id
  /// @param status of the delivery now
  /// @param attempt 0 for none yet
  /// @param httpStatus 0 when no answer came
  record Delivered(
      Instant at,
      String event,
      String endpoint,
      String delivery,
      String status,
      int attempt,
      int httpStatus,
      String error,
      int tookMs)
      implements Signal {}
}
