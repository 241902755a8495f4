package org.batua.gateway.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One-way prints: of secrets that are random enough to need no slow hash, and of texts.
public final class Hashes {
  private Hashes() {}

  public static byte[] sha256(Secret secret) {
    return sha256(secret.reveal());
  }

  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
