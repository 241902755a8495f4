package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Which rows a list shows; an empty text asks for nothing.
///
/// @param status of the order, the payment, the refund or the top-up
/// @param account our id of the provider account
/// @param customer our id of the customer
/// @param minMinor the least amount
/// @param maxMinor the largest amount; [Long#MAX_VALUE] for none
/// @param openBefore only what is open still and was begun before; empty for all
public record ListFilter(
    String status,
    String gateway,
    String account,
    String error,
    String customer,
    long minMinor,
    long maxMinor,
    Instant from,
    Instant to,
    Optional<Instant> openBefore) {
  public static final ListFilter NONE =
      new ListFilter(
          "",
          "",
          "",
          "",
          "",
          0,
          Long.MAX_VALUE,
          Instant.EPOCH,
          Slice.Place.TOP.at(),
          Optional.empty());

  /// An export that an older version stored knows fewer fields.
  public ListFilter {
    account = Objects.requireNonNullElse(account, "");
    openBefore = Objects.requireNonNullElse(openBefore, Optional.empty());
  }

  /// Everything of a customer.
  public static ListFilter ofCustomer(String customer) {
    return new ListFilter(
        "",
        "",
        "",
        "",
        customer,
        0,
        Long.MAX_VALUE,
        Instant.EPOCH,
        Slice.Place.TOP.at(),
        Optional.empty());
  }
}
