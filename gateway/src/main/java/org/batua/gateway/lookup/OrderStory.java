package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// An order with all that ever happened to it.
///
/// @param details what the merchant gave besides, as JSON
/// @param customer our id of the customer; empty for none
/// @param expiresAt until when a payment of it may begin; empty: without an end
/// @param moves of its payments, refunds and top-ups, oldest first
public record OrderStory(
    String ref,
    String orderId,
    String status,
    Money amount,
    long refundedMinor,
    String customer,
    String customerGiven,
    String details,
    Instant createdAt,
    Optional<Instant> expiresAt,
    List<Part> parts,
    List<Move> moves) {
  public OrderStory {
    parts = List.copyOf(parts);
    moves = List.copyOf(moves);
  }

  /// A payment, a refund or a top-up of the order.
  ///
  /// @param label the attempt, or the merchant's id of the refund
  /// @param paymentOf for a refund the payment that it gives back; empty otherwise
  public record Part(
      Hit.Kind kind,
      String id,
      String label,
      String paymentOf,
      AtProvider at,
      Money amount,
      String status,
      Failure failure,
      boolean isDuplicate,
      Checks checks,
      Instant createdAt,
      Instant updatedAt) {}

  /// Where a part is known at its provider, and by which names.
  public record AtProvider(
      String gateway, String account, String wallet, String reference, String providerReference) {}

  /// Why a part failed, in our words and the provider's; empty where it did not.
  public record Failure(String error, String providerCode, String providerMessage) {}

  /// How often the provider was asked about a part, and when it is asked next.
  public record Checks(int made, Optional<Instant> next) {}

  /// One step of a part.
  public record Move(
      Instant at,
      Hit.Kind kind,
      String part,
      String from,
      String to,
      String actor,
      String cause,
      String providerCode,
      String providerMessage) {}

  public List<Part> payments() {
    return of(Hit.Kind.PAYMENT);
  }

  public List<Part> refunds() {
    return of(Hit.Kind.REFUND);
  }

  public List<Part> topups() {
    return of(Hit.Kind.TOPUP);
  }

  /// What may still be given back.
  public Money left() {
    return new Money(
        status.equals("CHARGED") ? amount.minor() - refundedMinor : 0, amount.currency());
  }

  private List<Part> of(Hit.Kind kind) {
    return parts.stream().filter(it -> it.kind() == kind).toList();
  }
}
