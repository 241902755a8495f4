package org.batua.gateway.connector.mobikwik;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Secret;

/// MobiKwik's checksum: HMAC-SHA256 in hex over the quoted values that are not empty.
///
/// Source: the published request samples of the Link & Pay pages, of which two are recomputed in
/// the tests.
final class MobikwikSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private MobikwikSignature() {}

  /// Over all values in the order of their names, the rule of every call but two.
  static String byName(Secret key, Map<String, String> parameters) {
    return over(key, List.copyOf(new TreeMap<>(parameters).values()));
  }

  /// Over the values of some parameters in the order given, those that are absent left out.
  static String inOrder(Secret key, Map<String, String> parameters, List<String> names) {
    return over(key, names.stream().map(n -> parameters.getOrDefault(n, "")).toList());
  }

  private static String over(Secret key, List<String> values) {
    var text = new StringBuilder();
    for (var value : values) {
      if (!value.isEmpty()) {
        text.append('\'').append(value).append('\'');
      }
    }
    return HexFormat.of().formatHex(mac(key, text.toString()));
  }

  private static byte[] mac(Secret key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": missing in this JDK", e);
    }
  }

  /// Compares in constant time; hexadecimal letters may be of either case.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
