package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.Optional;

/// What came of a delivery's attempt, as it is recorded.
///
/// @param due when it is attempted again; empty when it is not
/// @param attempt empty when nothing was sent
/// @param body what was sent, without what must not be kept; empty when nothing was
record Outcome(
    Claim claim,
    DeliveryStatus status,
    int retries,
    Optional<Instant> due,
    String reason,
    Instant now,
    Optional<Delivery.Attempt> attempt,
    Optional<String> body) {}
