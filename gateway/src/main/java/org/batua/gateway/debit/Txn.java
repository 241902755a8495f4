package org.batua.gateway.debit;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.resolve.OpenMovement;

/// One attempt to pay an order, with what is needed to ask its provider about it.
///
/// @param customerUrl where the customer must act; empty when money must be added first
public record Txn(
    String id,
    OrderRef order,
    Reference reference,
    GatewayCode gateway,
    String providerAccount,
    Money amount,
    TxnStatus status,
    String error,
    String customerUrl,
    Instant sentAt,
    int checks,
    int notFoundCount,
    String customer,
    Optional<MobileNumber> mobile,
    String deviceId)
    implements OpenMovement {
  @Override
  public Instant openSince() {
    return sentAt;
  }
}
