package org.batua.gateway.webhook;

import java.util.EnumSet;
import java.util.Set;

/// The status of an event's delivery to an endpoint.
public enum DeliveryStatus {
  /// Not attempted yet.
  PENDING,
  /// An attempt is under way.
  SENDING,
  /// The last attempt failed; the next one has its time.
  RETRYING,
  DELIVERED,
  /// No attempt is left, or none was wanted.
  FAILED,
  /// The endpoint takes nothing now: it waits for the endpoint's return.
  HELD,
  /// A newer event reported the opposite before this one was delivered.
  SUPERSEDED;

  /// What may be sent again.
  static Set<DeliveryStatus> repeatable() {
    return EnumSet.of(DELIVERED, FAILED, HELD, SUPERSEDED);
  }
}
