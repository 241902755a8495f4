package org.batua.gateway.connector.development;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Secret;

/// The protocol's signature: HMAC-SHA256 in hex over the call's name, a line feed and the body.
final class DevelopmentSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private DevelopmentSignature() {}

  static String of(String call, String body, Secret key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of()
          .formatHex(mac.doFinal((call + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": missing in this JDK", e);
    }
  }

  /// Compares in constant time.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
