package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Optional;

/// A person who operates the server.
///
/// @param login what the person types to sign in
/// @param secondFactor whether a code is needed beside the password
/// @param forDevelopment signs in by the link that a development server prints
public record Operator(
    String id,
    String login,
    String name,
    boolean hasPassword,
    boolean secondFactor,
    boolean forDevelopment,
    Optional<Instant> lockedUntil,
    Optional<Instant> disabledAt,
    Optional<Instant> lastSeenAt,
    Grants grants) {}
