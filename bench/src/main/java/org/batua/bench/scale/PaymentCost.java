package org.batua.bench.scale;

/// What one direct debit takes, as measured; docs/scale.md says where.
///
/// @param gatewayMicros CPU of the gateway
/// @param postgresMicros CPU of PostgreSQL
/// @param logBytes written to PostgreSQL's write-ahead log
/// @param storedBytes that stay on the disk for ever
/// @param events that webhooks may tell of
/// @param transactions of PostgreSQL that write, a share of one since payments share statements
public record PaymentCost(
    double gatewayMicros,
    double postgresMicros,
    double logBytes,
    double storedBytes,
    double events,
    double transactions) {
  /// Under load on two cores; of several runs the dearer figure.
  public static final PaymentCost MEASURED = new PaymentCost(442, 501, 7_000, 1_400, 3, 0.39);
}
