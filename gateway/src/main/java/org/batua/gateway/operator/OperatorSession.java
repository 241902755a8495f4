package org.batua.gateway.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// A browser in which an operator is signed in.
///
/// @param hash of the cookie, by which the session is listed and ended
/// @param factorAt when a second factor was shown last
public record OperatorSession(
    String hash,
    String operator,
    Stage stage,
    Instant createdAt,
    Instant seenAt,
    Optional<Instant> factorAt,
    Instant expiresAt,
    String address,
    String agent) {
  /// How long a second factor counts for what needs one.
  public static final Duration FRESH_FOR = Duration.ofMinutes(5);

  /// How far the sign-in got.
  public enum Stage {
    /// Only the password was shown.
    PASSWORD,
    FULL
  }

  public boolean isFresh(Instant now) {
    return factorAt.map(at -> at.plus(FRESH_FOR).isAfter(now)).orElse(false);
  }

  byte[] key() {
    return HexFormat.of().parseHex(hash);
  }
}
