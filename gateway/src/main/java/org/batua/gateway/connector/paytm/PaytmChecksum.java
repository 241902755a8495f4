package org.batua.gateway.connector.paytm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Secret;

/// Paytm's checksum: SHA-256 over the text and a salt, with the salt behind it, in AES-CBC.
///
/// Source: Paytm's published checksum package, whose results are recomputed in the tests.
final class PaytmChecksum {
  private static final byte[] IV = "@@@@&&&&####$$$$".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 3;
  private static final int SALT_LENGTH = 4;
  private static final int HASH_LENGTH = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PaytmChecksum() {}

  static String of(Secret key, String text) {
    var bytes = new byte[SALT_BYTES];
    RANDOM.nextBytes(bytes);
    return of(key, text, Base64.getEncoder().encodeToString(bytes));
  }

  static String of(Secret key, String text, String salt) {
    try {
      var hashed = hashed(text, salt);
      return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE, key).doFinal(hashed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("checksum: no AES with this key", e);
    }
  }

  /// Compares in constant time; what is no checksum at all is not the right one.
  static boolean isRight(Secret key, String text, String given) {
    byte[] plain;
    try {
      plain = cipher(Cipher.DECRYPT_MODE, key).doFinal(Base64.getDecoder().decode(given));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
    if (plain.length != HASH_LENGTH + SALT_LENGTH) {
      return false;
    }
    var salt = Arrays.copyOfRange(plain, HASH_LENGTH, plain.length);
    return MessageDigest.isEqual(
        plain, hashed(text, new String(salt, StandardCharsets.ISO_8859_1)));
  }

  /// The text of flat parameters: their values in the order of their names, empty ones too.
  static String text(Map<String, String> parameters) {
    return String.join("|", new TreeMap<>(parameters).values());
  }

  private static byte[] hashed(String text, String salt) {
    try {
      var sha =
          MessageDigest.getInstance("SHA-256")
              .digest((text + "|" + salt).getBytes(StandardCharsets.UTF_8));
      return (HexFormat.of().formatHex(sha) + salt).getBytes(StandardCharsets.ISO_8859_1);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256: missing in this JDK", e);
    }
  }

  private static Cipher cipher(int mode, Secret key) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    var bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
    cipher.init(mode, new SecretKeySpec(bytes, "AES"), new IvParameterSpec(IV));
    return cipher;
  }
}
