package org.batua.gateway.lookup;

import java.time.Instant;
import org.batua.gateway.base.Money;

/// A row of the list of orders, with the order's last payment.
///
/// @param payment the status of the last payment; empty for none
/// @param error why it was not paid
public record ListedOrder(
    String ref,
    String orderId,
    String customer,
    Money amount,
    long refundedMinor,
    String status,
    String gateway,
    String payment,
    String error,
    String providerCode,
    String providerReference,
    Instant createdAt) {}
