package org.batua.simulator.amazonpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Amazon's signature version 4 with SHA-384, over Amazon Pay's own canonical form. Source: Amazon
/// Pay, "Create a Canonical Request"; region, service and the encoding of the result come from
/// public integrations.
final class Signature {
  static final String ALGORITHM = "AWS4-HMAC-SHA384";
  private static final String SCOPE = "/eu-west-1/AmazonPay/aws4_request";

  /// What is signed, of a call or of an answer.
  ///
  /// @param place host and path
  /// @param headers the ones that count, by their lower-case names
  record Content(
      String method,
      String place,
      Map<String, String> query,
      Map<String, String> headers,
      Map<String, String> fields) {
    String canonical() {
      return String.join("\n", method, place, line(query), line(headers), line(fields));
    }

    private static String line(Map<String, String> parameters) {
      return new TreeMap<>(parameters)
          .entrySet().stream()
              .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
              .collect(Collectors.joining("&"));
    }
  }

  /// @param date as in the header `x-amz-date`
  static String of(Content content, String date, String secretKey) {
    String day = date.substring(0, 8);
    String toSign =
        String.join("\n", ALGORITHM, date, day + SCOPE, hex(digest(content.canonical())));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : (day + SCOPE).split("/", -1)) {
      key = mac(key, part);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, toSign));
  }

  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-384", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA384");
      mac.init(new SecretKeySpec(key, "HmacSHA384"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA384", e);
    }
  }

  private Signature() {}
}
