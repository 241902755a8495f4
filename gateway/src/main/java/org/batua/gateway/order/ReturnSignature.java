package org.batua.gateway.order;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Secret;

/// Signs what a customer's browser brings back to the merchant. Source: the wire contract, "Return
/// to the merchant, and its signature".
public final class ReturnSignature {
  public static final String ALGORITHM = "HMAC-SHA256";

  private ReturnSignature() {}

  /// The signature over all parameters, in base 64.
  static String sign(Map<String, String> parameters, Secret responseKey) {
    var sorted = new TreeMap<String, String>();
    parameters.forEach((name, value) -> sorted.put(encode(name), encode(value)));
    var joined =
        sorted.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(responseKey.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(encode(joined).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// The parameters with their signature, as a query.
  public static String signedQuery(Map<String, String> parameters, Secret responseKey) {
    var all = new TreeMap<>(parameters);
    all.put("signature", sign(parameters, responseKey));
    all.put("signature_algorithm", ALGORITHM);
    return all.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
