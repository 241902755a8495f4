package org.batua.bench.crash;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Somebody who tells the gateways that payments were made, in a provider's name and without its
/// key.
final class Forger {
  /// The header that the gateway keeps with each of its notifications.
  static final String MARK = "x-forged";

  private static final List<String> GATEWAYS = List.of("PHONEPE", "GOPAY");

  private final MerchantClient client;
  private final Map<String, String> accounts;

  /// @param accounts the provider accounts, by gateway
  Forger(MerchantClient client, Map<String, String> accounts) {
    this.client = client;
    this.accounts = accounts;
  }

  /// @param reference that the notification says was paid
  void forge(URI gateway, String reference, SplittableRandom random) {
    var provider = GATEWAYS.get(random.nextInt(GATEWAYS.size()));
    var account = accounts.get(provider);
    if (account != null) {
      var path = "/notifications/" + provider.toLowerCase(Locale.ROOT) + "/" + account;
      var _ = client.postAsStranger(gateway, path, body(provider, reference), headers());
    }
  }

  private static Map<String, String> headers() {
    return Map.of(
        "Content-Type", "application/json", MARK, "1", "X-VERIFY", "0".repeat(64) + "###1");
  }

  private static String body(String provider, String reference) {
    if (provider.equals("PHONEPE")) {
      var paid =
          "{\"success\":true,\"code\":\"PAYMENT_SUCCESS\",\"data\":{\"merchantId\":\"M\","
              + "\"transactionId\":\""
              + reference
              + "\",\"amount\":100}}";
      var told = paid.getBytes(StandardCharsets.UTF_8);
      return "{\"response\":\"" + Base64.getEncoder().encodeToString(told) + "\"}";
    }
    return ("{\"order_id\":\"%s\",\"status_code\":\"200\",\"gross_amount\":\"100.00\","
            + "\"transaction_status\":\"settlement\",\"signature_key\":\"%s\"}")
        .formatted(reference, "0".repeat(128));
  }
}
