package org.batua.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What is measured, how long and with how much behind it.
///
/// @param customers one round of measurements with each number of customers
/// @param warmUp at least so long before each measurement
/// @param warmUpMax and no longer, until the compilers have done their work
/// @param txns old payments behind the last round
/// @param openPercent of the closed loop's rate, at which calls come in the open loop
/// @param payers customers whose wallets are really linked
/// @param starts how often a start is measured
record Plan(
    Set<Row> rows,
    Duration warmUp,
    Duration warmUpMax,
    Duration time,
    int connections,
    List<Integer> customers,
    int txns,
    int openPercent,
    int payers,
    int starts) {}
