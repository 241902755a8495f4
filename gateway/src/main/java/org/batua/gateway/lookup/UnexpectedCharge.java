package org.batua.gateway.lookup;

import java.time.Instant;

/// A payment that was charged although its order was paid already, or after it had counted as
/// failed.
///
/// @param chargedAt when that was learnt
/// @param was its status before
/// @param cause how it was learnt
/// @param returned the status of the refund that gives it back by itself; empty for none
public record UnexpectedCharge(
    Listed payment, Instant chargedAt, String was, String cause, String returned) {}
