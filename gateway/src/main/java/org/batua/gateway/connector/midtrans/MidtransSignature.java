package org.batua.gateway.connector.midtrans;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.batua.gateway.base.Secret;

/// The `signature_key` of notifications and status answers: SHA-512 over three fields, to the
/// letter as they came, and the server key.
///
/// Source: Midtrans, "Verifying notification authenticity". That account notifications are signed
/// over `account_id`, `account_status` and `status_code` is known from one public integration only.
final class MidtransSignature {
  private MidtransSignature() {}

  static String of(String first, String second, String third, Secret serverKey) {
    try {
      var digest = MessageDigest.getInstance("SHA-512");
      var text = first + second + third + serverKey.reveal();
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
  }

  /// Compares in constant time.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
