package org.batua.conformance.kit;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a merchant computes to check a customer's return. Source: the wire contract, section 4.8.
public final class ReturnSignature {
  private static final Set<String> NOT_SIGNED = Set.of("signature", "signature_algorithm");
  private static final String ALGORITHM = "HmacSHA256";

  private ReturnSignature() {}

  /// The signature over all parameters but the signature's own, in base 64.
  public static String of(Map<String, String> parameters, String responseKey) {
    var encoded = new TreeMap<String, String>();
    parameters.forEach(
        (name, value) -> {
          if (!NOT_SIGNED.contains(name)) {
            encoded.put(encode(name), encode(value));
          }
        });
    var joined =
        encoded.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(responseKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      var signed = mac.doFinal(encode(joined).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(ALGORITHM + ": not available", e);
    }
  }

  /// The decoded parameters of a query.
  public static Map<String, String> parameters(URI uri) {
    var parameters = new TreeMap<String, String>();
    var query = uri.getRawQuery();
    for (var pair : query == null ? new String[0] : query.split("&", -1)) {
      var parts = pair.split("=", 2);
      parameters.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
    }
    return parameters;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
