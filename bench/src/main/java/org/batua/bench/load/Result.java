package org.batua.bench.load;

import org.batua.bench.load.Driver.Measured;

/// One row with one number of customers.
///
/// @param costs of the closed loop
/// @param openRate calls a second at which the open loop was asked
/// @param sql the same statements alone
/// @param one a single caller
/// @param providerMillis what the provider took of each call to it, 0 without any
record Result(
    Row row,
    int customers,
    int txns,
    int connections,
    Measured closed,
    Costs costs,
    double openRate,
    Measured open,
    Measured sql,
    Measured one,
    double providerMillis,
    int roundTrips,
    long commits) {

  double ofSql() {
    return closed.perSecond() / sql.perSecond();
  }

  double ofHttp(Measured bare) {
    return closed.perSecond() / bare.perSecond();
  }

  double microsPerCall(java.time.Duration cpu) {
    return cpu.toNanos() / 1e3 / Math.max(1, closed.nanos().getTotalCount());
  }

  double allocatedKibPerCall() {
    return costs.allocatedBytes() / 1024.0 / Math.max(1, closed.nanos().getTotalCount());
  }
}
