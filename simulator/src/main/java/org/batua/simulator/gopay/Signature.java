package org.batua.simulator.gopay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The `signature_key` of notifications and of status answers: SHA-512 over some fields and the
/// server key. Source: Midtrans, "Verifying notification authenticity".
final class Signature {
  static String of(String first, String second, String third, String serverKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512")
              .digest((first + second + third + serverKey).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
  }

  private Signature() {}
}
