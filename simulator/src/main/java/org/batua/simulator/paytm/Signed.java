package org.batua.simulator.paytm;

import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.http.Body;

/// Writes the signed answers of the payment host, wrongly signed where the delivery says so.
final class Signed {

  /// A flat answer with its checksum in `CheckSum`; values are texts or numbers.
  static Body flat(Map<String, Object> values, Merchant merchant, Delivery delivery) {
    String text = Checksum.joined(JsonText.read(JsonText.write(values)).orElseThrow().members());
    values.put("CheckSum", Checksum.sign(text, key(merchant, delivery)));
    return new Body("application/json", JsonText.write(values));
  }

  /// A body with its signature in the head, made of the body's very characters.
  static Body headed(Map<String, Object> values, Merchant merchant, Delivery delivery) {
    String body = JsonText.write(values);
    Map<String, String> head =
        Map.of("version", "v1", "signature", Checksum.sign(body, key(merchant, delivery)));
    String text = "{\"head\":" + JsonText.write(head) + ",\"body\":" + body + "}";
    return new Body("application/json", text);
  }

  /// The same without a signature, for a caller who has no key in common with us.
  static Body unsigned(Map<String, Object> values) {
    String text = "{\"head\":{\"version\":\"v1\"},\"body\":" + JsonText.write(values) + "}";
    return new Body("application/json", text);
  }

  private static String key(Merchant merchant, Delivery delivery) {
    return delivery == Delivery.FORGED
        ? new StringBuilder(merchant.key()).reverse().toString()
        : merchant.key();
  }

  private Signed() {}
}
