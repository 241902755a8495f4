package org.batua.gateway.jose;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;

/// The keys of both sides of an encrypted call, under the one `kid` that clients name them by.
///
/// @param ours opens what the merchant sends and signs what we answer
/// @param merchants verifies what the merchant signed and encrypts what we answer
/// @param expiresAt from when it works no more; empty for a key in use
public record MessageKey(
    String kid,
    MerchantId merchant,
    Pair ours,
    RSAPublicKey merchants,
    Instant createdAt,
    Optional<Instant> expiresAt) {
  /// Our half.
  public record Pair(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
    @Override
    public String toString() {
      return "***";
    }
  }

  boolean worksAt(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }
}
