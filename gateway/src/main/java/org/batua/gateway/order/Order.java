package org.batua.gateway.order;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;

/// What a customer is to pay for.
///
/// @param orderId the merchant's own id
/// @param customer empty when none was given, or one that we do not know
/// @param customerGiven the customer as the merchant named it
/// @param details texts that the merchant gave besides, by their wire names
/// @param refunded what was given back or may still be
/// @param expiresAt until when a payment of it may begin; empty: without an end
public record Order(
    OrderRef ref,
    MerchantId merchant,
    String orderId,
    Optional<CustomerId> customer,
    String customerGiven,
    Money amount,
    OrderStatus status,
    Map<String, String> details,
    Money refunded,
    Instant createdAt,
    Optional<Instant> expiresAt) {
  public Order {
    details = Map.copyOf(details);
  }

  /// Whether it is too late to begin a payment of it.
  public boolean isExpired(Instant now) {
    return expiresAt.filter(it -> !now.isBefore(it)).isPresent();
  }

  /// The provider account that the merchant named with it.
  public Optional<String> gatewayReferenceId() {
    return Optional.of(detail("metadata.JUSPAY:gateway_reference_id"))
        .filter(name -> !name.isEmpty());
  }

  /// A detail by its wire name; empty when the merchant gave none.
  public String detail(String name) {
    return details.getOrDefault(name, "");
  }
}
