package org.batua.gateway.reconcile;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Reference;

/// A movement in our records: from the books when it is in them, else by its txn or refund.
///
/// @param id of the txn or refund
/// @param status its name of the state, for whoever reads the report
/// @param providerReference empty while we know none
/// @param sentAt empty when it was never sent
/// @param time whether it was sent within the period
public record BookEntry(
    String id,
    String orderId,
    Reference reference,
    String providerReference,
    Money amount,
    MoneyState state,
    String status,
    Optional<Instant> sentAt,
    Time time) {}
