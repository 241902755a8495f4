package org.batua.simulator.phonepe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The value of `X-VERIFY`: a hash of payload, path and salt key, with the index of the salt key.
final class Checksum {

  /// For a GET the payload is empty.
  static String of(String payload, String path, String saltKey, String saltIndex) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((payload + path + saltKey).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash) + "###" + saltIndex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private Checksum() {}
}
