package org.batua.gateway.reconcile;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Reference;

/// A movement as we have it: from the books when it is in them, else as its txn or refund stands.
///
/// @param id of the txn or refund
/// @param status its name of the standing, for whoever reads the report
/// @param providerReference empty while we know none
/// @param sentAt empty when it was never sent
/// @param time whether it was sent within the period
public record BookEntry(
    String id,
    String orderId,
    Reference reference,
    String providerReference,
    Money amount,
    Window standing,
    String status,
    Optional<Instant> sentAt,
    Time time) {}
