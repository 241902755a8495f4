package org.batua.gateway.operator;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;

/// Codes of an authenticator app: six digits, a new one every 30 seconds (RFC 6238).
final class OneTimeCodes {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DIGITS = 6;
  private static final int SECRET_BYTES = 20;

  /// A clock may be this many steps off.
  private static final int DRIFT_STEPS = 1;

  private final TimeBasedOneTimePasswordGenerator codes =
      new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);

  /// A new secret in base 32, as people type it.
  static Secret newSecret(Ids ids) {
    return Secret.of(new Base32().encodeToString(ids.bytes(SECRET_BYTES)));
  }

  /// What an authenticator app reads from the QR code.
  static String uri(Secret secret, String login) {
    var account = URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/Batua:" + account + "?secret=" + secret.reveal() + "&issuer=Batua";
  }

  /// The step whose code this is, if it is a code of about now.
  ///
  /// @param after the last step that was used: each works once
  OptionalLong step(Secret secret, String code, Instant now, long after) {
    var key = new SecretKeySpec(new Base32().decode(secret.reveal()), codes.getAlgorithm());
    long current = now.getEpochSecond() / STEP.toSeconds();
    var given = code.getBytes(StandardCharsets.UTF_8);
    var found = OptionalLong.empty();
    for (long step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
      if (step > after && MessageDigest.isEqual(code(key, step), given)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private byte[] code(SecretKeySpec key, long step) {
    try {
      var at = Instant.ofEpochSecond(step * STEP.toSeconds());
      return codes
          .generateOneTimePasswordString(key, at, Locale.ROOT)
          .getBytes(StandardCharsets.UTF_8);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("every key fits HMAC", e);
    }
  }
}
