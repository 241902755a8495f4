package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Optional;

/// What the steps of signing in need to know of an operator.
@SuppressWarnings("ArrayRecordComponent") // opened once and never compared
record Credentials(
    String id,
    String login,
    String name,
    Optional<String> passwordHash,
    Optional<byte[]> totpSecret,
    boolean enrolled,
    long totpStep,
    boolean disabled,
    Optional<Instant> lockedUntil) {}
