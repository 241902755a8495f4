package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.log.TraceContext;

/// A delivery that this process sends now, or soon.
///
/// @param queue whose place it takes
/// @param url the order's own; empty for the endpoint's
/// @param attempt the number of the attempt that begins
/// @param retries those that were made before
/// @param due when it was due
/// @param at when it was claimed
/// @param lease proves that it is still ours
/// @param trace of the request that it goes back to
record Claim(
    Event event,
    String endpointId,
    String queue,
    Optional<String> url,
    int attempt,
    int retries,
    Instant due,
    Instant at,
    String lease,
    Optional<TraceContext> trace) {}
