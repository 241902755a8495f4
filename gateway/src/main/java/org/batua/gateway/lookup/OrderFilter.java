package org.batua.gateway.lookup;

import java.time.Instant;

/// Which orders a list shows; an empty text and zero ask for nothing.
///
/// @param status of the order
/// @param customer our id of the customer
/// @param minMinor the least amount
/// @param maxMinor the largest amount; [Long#MAX_VALUE] for none
public record OrderFilter(
    String status,
    String gateway,
    String error,
    String customer,
    long minMinor,
    long maxMinor,
    Instant from,
    Instant to) {
  public static final OrderFilter NONE =
      new OrderFilter("", "", "", "", 0, Long.MAX_VALUE, Instant.EPOCH, Slice.Place.TOP.at());
}
