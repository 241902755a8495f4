package org.batua.gateway.connector.amazonpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Secret;

/// Amazon's signature version 4 with SHA-384, in the canonical form of Amazon Pay.
///
/// Source: Amazon Pay, "Create a Canonical Request" and "Signatures". Those pages name neither
/// region nor service nor the encoding of the result; they are known from public integrations.
///
/// @param region as `eu-west-1`
/// @param service as `AmazonPay`
record AmazonpaySignature(String region, String service) {
  static final String ALGORITHM = "AWS4-HMAC-SHA384";
  private static final String MAC = "HmacSHA384";
  private static final String TERMINATION = "aws4_request";

  /// What is signed, of a request or of an answer.
  ///
  /// @param place host, with its port if it has one, and path
  /// @param headers those that are signed; lower-case names
  /// @param fields of the body
  record Message(
      String method,
      String place,
      Map<String, String> query,
      Map<String, String> headers,
      Map<String, String> fields) {
    String canonical() {
      return String.join("\n", method, place, pairs(query), pairs(headers), pairs(fields));
    }
  }

  /// Parameters as they are signed and as they stand in a query: sorted, encoded as RFC 3986 says.
  static String pairs(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /// @param date as in `x-amz-date`
  String sign(Message message, String date, Secret key) {
    try {
      var day = date.substring(0, 8);
      var hash =
          MessageDigest.getInstance("SHA-384")
              .digest(message.canonical().getBytes(StandardCharsets.UTF_8));
      var scope = String.join("/", day, region, service, TERMINATION);
      var toSign = String.join("\n", ALGORITHM, date, scope, HexFormat.of().formatHex(hash));
      var derived = ("AWS4" + key.reveal()).getBytes(StandardCharsets.UTF_8);
      for (var part : List.of(day, region, service, TERMINATION)) {
        derived = mac(derived, part);
      }
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(derived, toSign));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-384", e);
    }
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance(MAC);
    mac.init(new SecretKeySpec(key, MAC));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Compares in constant time.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
