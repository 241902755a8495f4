package org.batua.gateway.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where a customer's browser goes after a payment, followed as a browser does.
class ReturnLinksTest {
  private static final String SHOP = "https://shop.example/paid";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_paid_order_goes_back_to_the_shop_with_a_signature_that_the_shop_can_check()
      throws Exception {
    var order = order("10");
    var finished = finish(order);
    assertThat(finished.status()).isEqualTo(302);
    var target = URI.create(finished.header("location").orElseThrow());
    assertThat(target.toString()).startsWith(SHOP + "?");
    var brought = parameters(target);
    assertThat(brought)
        .containsEntry("order_id", order)
        .containsEntry("status", "CHARGED")
        .containsEntry("status_id", "21")
        .containsEntry("signature_algorithm", "HMAC-SHA256");
    assertThat(brought.get("signature")).isEqualTo(signature(brought));
    brought.put("status", "AUTHORIZATION_FAILED");
    assertThat(brought.get("signature")).isNotEqualTo(signature(brought));
  }

  @Test
  void a_refused_payment_goes_back_and_says_so() throws Exception {
    var order = order("7020.00");
    var brought = parameters(URI.create(finish(order).header("location").orElseThrow()));
    assertThat(brought).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(brought.get("signature")).isEqualTo(signature(brought));
  }

  @Test
  void while_the_outcome_is_unknown_the_customer_waits_on_a_page() {
    var waiting = finish(order("7010.00"));
    assertThat(waiting.status()).isEqualTo(200);
    assertThat(waiting.body()).contains("http-equiv=\"refresh\"");
  }

  private String order(String amount) {
    var id = Till.newOrderId();
    till.api()
        .post("/orders")
        .form("order_id", id, "amount", amount, "customer_id", till.customer(), "return_url", SHOP)
        .ok();
    return id;
  }

  private ApiReply finish(String order) {
    var url = till.pay(order).at("/payment/authentication/url").asString();
    return GATEWAY.open().get(URI.create(url).getPath()).send();
  }

  private static Map<String, String> parameters(URI url) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : url.getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }

  /// As a shop computes it from the documentation, not with the code under test.
  private String signature(Map<String, String> brought) throws Exception {
    var signed = new TreeMap<>(brought);
    signed.remove("signature");
    signed.remove("signature_algorithm");
    var joined =
        signed.entrySet().stream()
            .map(it -> URLEncoder.encode(it.getKey(), UTF_8) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    var mac = Mac.getInstance("HmacSHA256");
    var key = GATEWAY.gateway().merchants().responseKey(till.shop().id()).orElseThrow().reveal();
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(encoded(joined).getBytes(UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
