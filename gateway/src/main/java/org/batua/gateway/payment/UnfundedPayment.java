package org.batua.gateway.payment;

import java.time.Instant;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.order.PaymentStatus;

/// A txn whose wallet had too little money, and which waits for its customer to add some.
///
/// @param linkGeneration of the wallet when the txn began: a wallet that was linked anew may be
///   somebody else's
/// @param until when it stops waiting
public record UnfundedPayment(
    String id,
    MerchantId merchant,
    OrderRef order,
    WalletId wallet,
    int linkGeneration,
    Money amount,
    PaymentStatus status,
    Instant until) {}
