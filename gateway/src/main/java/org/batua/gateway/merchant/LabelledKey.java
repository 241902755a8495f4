package org.batua.gateway.merchant;

import java.time.Instant;
import java.util.Optional;

/// An API key as lists show it.
///
/// @param label what it is for, as its maker wrote
/// @param lastUsedAt to about a minute
public record LabelledKey(
    String prefix,
    String label,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt,
    KeyLimits limits) {
  public boolean works(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }
}
