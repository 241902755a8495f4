package org.batua.gateway.reconcile;

import java.time.Instant;
import org.batua.gateway.base.Money;

/// A movement as a line of the provider's statement has it.
///
/// @param line its number in the file
public record StatementEntry(
    long line, String providerReference, Money amount, MoneyState state, Instant at, Time time) {}
