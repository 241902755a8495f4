package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A passkey of an operator: what is known of it besides the private key, which the device keeps.
///
/// @param id as the authenticator chose it, in base64url
/// @param credential its public key in WebAuthn's binary form, base64url
/// @param signCount of its last use; 0 for one that does not count
public record Passkey(
    String id,
    String operator,
    String name,
    String credential,
    long signCount,
    Instant createdAt,
    Optional<Instant> lastUsedAt) {
  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// @throws IllegalArgumentException when it is no base64url
  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
