package org.batua.gateway.reconcile;

import java.time.Instant;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;

/// One line of a statement, read.
///
/// @param number of the line in the file, from 1
/// @param name the reference by which the statement knows the movement
record StatementLine(
    long number,
    Transaction.Kind kind,
    String name,
    String providerReference,
    Money amount,
    MoneyState state,
    Instant at) {}
