package org.batua.gateway.merchant;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;

/// An API key as it may be shown after its creation: by its first letters.
public record ApiKey(
    MerchantId merchant,
    String prefix,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {}
