package org.batua.gateway.webhook;

import java.util.Optional;
import org.batua.gateway.log.TraceContext;

/// A delivery that this process sends now.
///
/// @param queue whose place it takes
/// @param url the order's own; empty for the endpoint's
/// @param attempt the number of the attempt that begins
/// @param retries those that were made before
/// @param lease proves that it is still ours
/// @param trace of the request that it goes back to
record Claim(
    Event event,
    String endpointId,
    String queue,
    Optional<String> url,
    int attempt,
    int retries,
    String lease,
    Optional<TraceContext> trace) {}
