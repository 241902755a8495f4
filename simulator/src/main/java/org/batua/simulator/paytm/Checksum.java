package org.batua.simulator.paytm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Paytm's signature: a salted SHA-256 of the text, encrypted with the merchant's key.
///
/// The scheme is that of Paytm's published checksum package for JavaScript, version 1.5.1.
final class Checksum {
  private static final byte[] IV = "@@@@&&&&####$$$$".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 3;
  private static final int SALT_LENGTH = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  static String sign(String text, String key) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return sign(text, key, Base64.getEncoder().encodeToString(salt));
  }

  static String sign(String text, String key, String salt) {
    byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, hash(text, salt), key);
    return Base64.getEncoder().encodeToString(encrypted);
  }

  /// Whether the signature was made of this text with this key.
  static boolean matches(String text, String key, String signature) {
    byte[] found;
    try {
      found = crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(signature), key);
    } catch (IllegalArgumentException _) {
      return false;
    }
    if (found.length <= SALT_LENGTH) {
      return false;
    }
    int end = found.length - SALT_LENGTH;
    String salt = new String(found, end, SALT_LENGTH, StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(found, hash(text, salt));
  }

  /// The values by the alphabet of their names, between bars; an absent one counts as empty.
  static String joined(Map<String, String> values) {
    return String.join("|", new TreeMap<>(values).values());
  }

  private static byte[] hash(String text, String salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((text + "|" + salt).getBytes(StandardCharsets.UTF_8));
      return (HexFormat.of().formatHex(hash) + salt).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Throws IllegalArgumentException on what was not encrypted with this key.
  private static byte[] crypt(int mode, byte[] input, String key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      SecretKeySpec secret = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES");
      cipher.init(mode, secret, new IvParameterSpec(IV));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a checksum of this key", e);
    }
  }

  private Checksum() {}
}
