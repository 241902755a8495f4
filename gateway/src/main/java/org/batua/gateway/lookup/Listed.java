package org.batua.gateway.lookup;

import java.time.Instant;
import org.batua.gateway.base.Money;

/// A row of the lists of refunds, of top-ups, and of open transactions.
///
/// @param label the merchant's name of it
/// @param owner the merchant's id of the order; empty for a top-up of none
/// @param order our ref of the order; empty for none
/// @param account our id of the provider account
/// @param why the error, or the cause of the status
public record Listed(
    Hit.Kind kind,
    String id,
    String label,
    String owner,
    String order,
    String gateway,
    String account,
    Money amount,
    String status,
    String why,
    String providerReference,
    Instant createdAt,
    Instant updatedAt) {}
