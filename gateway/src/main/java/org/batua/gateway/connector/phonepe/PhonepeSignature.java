package org.batua.gateway.connector.phonepe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Secret;

/// The value of `X-VERIFY`: SHA-256 over payload, path and salt key, and the salt key's index.
final class PhonepeSignature {
  private PhonepeSignature() {}

  /// @param payload in base 64, as it is sent; empty for a GET
  /// @param path from `/v3` on, whatever stands before it in the URL
  static String of(String payload, String path, Secret saltKey, String saltIndex) {
    var text = Secret.of(payload + path + saltKey.reveal());
    return HexFormat.of().formatHex(Hashes.sha256(text)) + "###" + saltIndex;
  }

  /// Of a callback, which has no path.
  static String ofCallback(String payload, Secret saltKey, String saltIndex) {
    return of(payload, "", saltKey, saltIndex);
  }

  /// Compares in constant time.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
