package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.testkit.ApiReply;
import org.junit.jupiter.api.Test;

/// What all pages of the checkout have in common, above all when they refuse.
class CheckoutPagesTest extends CheckoutBench {
  private static final String SITE = "https://shop.example";

  private final String order = order(shop, shop.customer(phone), "10").path("id").asString();

  @Test
  void a_form_without_a_session_is_refused_with_the_way_on_and_the_way_back() {
    var refused = form("/merchant/pay/" + order);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .contains("href=\"/merchant/pay/" + order + "\"")
        .contains("href=\"/merchant/pay/" + order + "?lang=hi\"")
        .contains("href=\"" + SITE + "/done");
    assertThat(refused.header("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  @Test
  void in_a_frame_without_cookies_the_way_on_is_a_window_and_the_shop_may_show_the_refusal() {
    GATEWAY.gateway().frameOrigins().replace(shop.id(), List.of(SITE));

    var refused = form("/merchant/ipay/" + order);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .contains("href=\"/merchant/pay/" + order + "\"")
        .contains("target=\"_blank\"")
        .contains("href=\"/merchant/ipay/" + order + "?lang=hi\"")
        .doesNotContain("href=\"/merchant/ipay/" + order + "\"");
    assertThat(refused.header("content-security-policy").orElse(""))
        .contains("frame-ancestors " + SITE);
  }

  @Test
  void a_refusal_of_no_order_leads_nowhere_and_may_not_be_framed() {
    GATEWAY.gateway().frameOrigins().replace(shop.id(), List.of(SITE));

    var refused = form("/merchant/ipay/ordeh_00000000000000000000000000000000");

    assertThat(refused.status()).isIn(403, 404);
    assertThat(refused.body()).doesNotContain("/merchant/pay/").doesNotContain(SITE);
    assertThat(refused.header("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  private static ApiReply form(String path) {
    return GATEWAY
        .open()
        .post(path + "/pay")
        .form("wallet_token", "x", "form_token", "x")
        .header("Accept", "text/html")
        .send();
  }
}
