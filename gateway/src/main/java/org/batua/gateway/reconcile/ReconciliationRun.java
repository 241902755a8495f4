package org.batua.gateway.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;

/// What is remembered of a comparison with a statement.
///
/// @param reference of the account; empty for all of the merchant at the gateway
record ReconciliationRun(
    MerchantId merchant,
    GatewayCode gateway,
    String reference,
    LocalDate from,
    LocalDate to,
    Map<Difference.Kind, Report.Total> differences,
    Instant at) {}
