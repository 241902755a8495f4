package org.batua.bench.load;

import java.util.List;
import java.util.OptionalLong;
import org.batua.bench.load.Driver.Measured;

/// Everything that one run found out.
///
/// @param bare a Helidon route that does nothing
/// @param residentKib of the gateway after the debits; empty where the system does not tell
/// @param startSeconds until the first answer, with PostgreSQL running
/// @param embeddedStartSeconds until the first answer, with PostgreSQL started too
record Summary(
    List<Result> results,
    Measured bare,
    OptionalLong residentKib,
    OptionalLong residentHighestKib,
    List<Double> startSeconds,
    List<Double> embeddedStartSeconds) {}
