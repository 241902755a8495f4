package org.batua.gateway.refund;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.OpenTransaction;

/// One refund, with what its provider needs.
///
/// @param sentAt empty while it is queued
/// @param take which sending is the last one
public record Refund(
    String id,
    OrderRef order,
    Refunding.Order content,
    At at,
    RefundStatus status,
    Optional<Instant> sentAt,
    Instant createdAt,
    Inquiries inquiries,
    String take)
    implements OpenTransaction<RefundStatus> {
  @Override
  public Instant openSince() {
    return sentAt.orElse(createdAt);
  }

  @Override
  public Reference reference() {
    return content.reference();
  }

  @Override
  public Optional<Instant> customerUntil() {
    return Optional.empty();
  }
}
