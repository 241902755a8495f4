package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// Something that was found by what a person quoted.
///
/// @param by which of its names was quoted
/// @param order our ref of the order that it belongs to; empty for none
/// @param customer whose it is; empty where that is not known
/// @param label the merchant's name of it
public record Hit(
    Kind kind,
    String by,
    String id,
    String order,
    String customer,
    String label,
    String status,
    Optional<Money> amount,
    Instant at) {
  /// What was found.
  public enum Kind {
    ORDER,
    PAYMENT,
    REFUND,
    TOPUP,
    CUSTOMER,
    WALLET
  }
}
