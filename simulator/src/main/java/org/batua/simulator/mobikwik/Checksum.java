package org.batua.simulator.mobikwik;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// MobiKwik's signature: HMAC-SHA256 over the values in single quotes, in a fixed order.
///
/// The scheme is described with PayU's "Mobikwik Link & Pay" pages.
final class Checksum {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String AGGREGATED = "aggregatedMerchantId";

  /// Signs all values by the alphabet of their names, but an aggregator's merchant id last.
  static String byName(Map<String, String> fields, String key) {
    TreeMap<String, String> sorted = new TreeMap<>(fields);
    sorted.remove("checksum");
    String aggregated = sorted.remove(AGGREGATED);
    StringBuilder text = quoted(sorted.values());
    if (aggregated != null) {
      text.append('\'').append(aggregated).append('\'');
    }
    return sign(text, key);
  }

  /// Signs the values of the given names in the given order, without those that are absent.
  static String inOrder(Map<String, String> fields, List<String> names, String key) {
    return sign(quoted(names.stream().map(fields::get).filter(Objects::nonNull).toList()), key);
  }

  /// Takes the same time wherever two checksums differ.
  static boolean matches(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static StringBuilder quoted(Collection<String> values) {
    StringBuilder text = new StringBuilder(160);
    for (String value : values) {
      if (!value.isEmpty()) {
        text.append('\'').append(value).append('\'');
      }
    }
    return text;
  }

  private static String sign(CharSequence text, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] signature = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private Checksum() {}
}
