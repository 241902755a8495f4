package org.batua.gateway.payment;

import java.time.Instant;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.order.PaymentStatus;

/// A payment whose wallet had too little money, and which waits for its customer to add some.
///
/// @param reference that was refused
/// @param until when it stops waiting
public record UnfundedPayment(
    String id,
    Reference reference,
    OrderRef order,
    Source source,
    Money amount,
    PaymentStatus status,
    Instant until) {
  /// The wallet that a payment is made from.
  ///
  /// @param linkGeneration of the wallet when the payment began: a wallet that was linked anew may
  ///   be somebody else's
  public record Source(MerchantId merchant, WalletId wallet, int linkGeneration) {}

  public MerchantId merchant() {
    return source.merchant();
  }

  public WalletId wallet() {
    return source.wallet();
  }
}
