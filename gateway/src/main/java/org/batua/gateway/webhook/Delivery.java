package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.Optional;

/// One event on its way to one endpoint.
///
/// @param attempts all that were made
/// @param retries those that count for the schedule
/// @param url the order's own; empty for the endpoint's
/// @param reason why it ended without success; empty otherwise
public record Delivery(
    Event event,
    String endpointId,
    String endpointName,
    String orderId,
    DeliveryStatus status,
    int attempts,
    int retries,
    Optional<Instant> due,
    Optional<String> url,
    String reason,
    Instant createdAt,
    Instant updatedAt) {
  private static final int EVENT_DIGITS = 32;
  private static final String PREFIX = "whd_";

  /// Its id: the event's and the endpoint's in one.
  public String id() {
    return PREFIX + event.id().substring("evt_V2_".length()) + "_" + endpointId.substring(4);
  }

  /// What the id of a delivery names.
  public record Key(String event, String endpoint) {
    /// Empty unless the text is a delivery id.
    public static Optional<Key> parse(String id) {
      return id.matches(PREFIX + "[0-9a-f]{" + EVENT_DIGITS + "}_[0-9a-f]{16}")
          ? Optional.of(
              new Key(
                  "evt_V2_" + id.substring(4, 4 + EVENT_DIGITS),
                  "whe_" + id.substring(5 + EVENT_DIGITS)))
          : Optional.empty();
    }
  }

  /// One attempt that was made.
  ///
  /// @param httpStatus empty when no answer came
  /// @param error why it failed; empty when it did not
  /// @param address that was connected to
  /// @param answer the start of the answer
  public record Attempt(
      int number,
      Instant at,
      int tookMs,
      Optional<Integer> httpStatus,
      String error,
      String address,
      String answer,
      String bodySha256) {}
}
