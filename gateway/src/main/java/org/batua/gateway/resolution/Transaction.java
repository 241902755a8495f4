package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;

/// A txn, a refund or a top-up, as a person sees it who looks after money whose end is open.
///
/// @param orderId the merchant's id of the order, or of a top-up that belongs to none
/// @param status the name of the status of its kind
/// @param providerReference the provider's name of it; empty while there is none
/// @param error why it did not move, or why a person must look
/// @param response what the provider said last
/// @param cause why it has its status
/// @param since when it came there
/// @param nextCheck when the resolver looks at it again
public record Transaction(
    Kind kind,
    String id,
    MerchantId merchant,
    String orderId,
    GatewayCode gateway,
    Reference reference,
    String providerReference,
    Money amount,
    String status,
    String error,
    ProviderResponse response,
    String cause,
    Instant createdAt,
    Instant since,
    Optional<Instant> nextCheck) {
  /// Which way the money goes; the words of the books.
  public enum Kind {
    DEBIT,
    REFUND,
    TOPUP
  }

  /// One move of its story.
  ///
  /// @param from empty for the first one
  /// @param actor `CALL`, `RESOLVER`, `MERCHANT`, `NOTIFICATION` or a person's name
  public record Step(
      Instant at,
      Optional<String> from,
      String to,
      String actor,
      String cause,
      String providerCode,
      String providerMessage) {}
}
