package org.batua.gateway.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// RSA keys as PEM, in the forms that `openssl` writes (RFC 7468: SubjectPublicKeyInfo, PKCS #8).
public final class RsaKeys {
  private static final int BITS = 2048;
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";

  private RsaKeys() {}

  public static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA: missing in this JDK", e);
    }
  }

  public static String pem(PublicKey key) {
    return pem(PUBLIC, key.getEncoded());
  }

  public static String pem(PrivateKey key) {
    return pem(PRIVATE, key.getEncoded());
  }

  private static String pem(String label, byte[] bytes) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /// Reads a key.
  ///
  /// @throws IllegalArgumentException for what is no RSA public key of 2048 bits or more
  public static RSAPublicKey publicKey(String pem) {
    try {
      var spec = new X509EncodedKeySpec(bytes(PUBLIC, pem));
      if (KeyFactory.getInstance("RSA").generatePublic(spec) instanceof RSAPublicKey key
          && key.getModulus().bitLength() >= BITS) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(expected(PUBLIC), e);
    }
    throw new IllegalArgumentException(expected(PUBLIC));
  }

  /// Reads a key.
  ///
  /// @throws IllegalArgumentException for what is no RSA private key
  static RSAPrivateKey privateKey(String pem) {
    try {
      var spec = new PKCS8EncodedKeySpec(bytes(PRIVATE, pem));
      if (KeyFactory.getInstance("RSA").generatePrivate(spec) instanceof RSAPrivateKey key) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(expected(PRIVATE), e);
    }
    throw new IllegalArgumentException(expected(PRIVATE));
  }

  private static byte[] bytes(String label, String pem) {
    var body = pem.strip();
    var begin = "-----BEGIN " + label + "-----";
    var end = "-----END " + label + "-----";
    if (!body.startsWith(begin) || !body.endsWith(end)) {
      throw new IllegalArgumentException(expected(label));
    }
    return Base64.getMimeDecoder()
        .decode(body.substring(begin.length(), body.length() - end.length()));
  }

  private static String expected(String label) {
    return "key: *** (expected: RSA of 2048 bits or more, as PEM \"" + label + "\")";
  }
}
