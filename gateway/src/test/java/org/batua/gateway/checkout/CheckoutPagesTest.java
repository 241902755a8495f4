package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.testkit.ApiReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all pages of the checkout have in common, above all when they refuse.
class CheckoutPagesTest extends CheckoutBench {
  private static final String NO_ORDER = "ordeh_00000000000000000000000000000000";
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

  @ParameterizedTest
  @ValueSource(strings = {NO_ORDER, "ordeh_0123", "%3Cb%3Esent"})
  void a_link_to_no_order_is_told_in_anybodys_frame_and_repeats_nothing(String link) {
    GATEWAY.gateway().frameOrigins().replace(shop.id(), List.of(SITE));

    var framed = get("/merchant/ipay/" + link + "?lang=hi&sent=sent");

    assertThat(framed.status()).isEqualTo(404);
    assertThat(framed.body())
        .contains("यह लिंक सही नहीं है")
        .contains("href=\"/merchant/ipay/unknown?lang=en\"")
        .doesNotContain("<form", "sent", "ordeh_", SITE);
    assertThat(framed.header("content-security-policy").orElse("")).contains("frame-ancestors *");
    assertThat(framed.header("set-cookie").orElse("")).startsWith("batua_lang=hi;");
    var inWindow = get("/merchant/pay/" + link);
    assertThat(inWindow.status()).isEqualTo(404);
    assertThat(inWindow.body())
        .contains("This link leads nowhere")
        .doesNotContain("sent", "ordeh_");
    assertThat(inWindow.header("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'");
    assertThat(inWindow.header("set-cookie")).isEmpty();
  }

  @Test
  void a_form_for_no_order_leads_nowhere() {
    GATEWAY.gateway().frameOrigins().replace(shop.id(), List.of(SITE));

    var refused = form("/merchant/ipay/" + NO_ORDER);

    assertThat(refused.status()).isIn(403, 404);
    assertThat(refused.body()).doesNotContain("/merchant/pay/").doesNotContain(SITE);
    assertThat(refused.header("content-security-policy").orElse("")).contains("frame-ancestors *");
  }

  /// Whose page may show an order's checkout does not change with what is wrong.
  @Test
  void a_refusal_of_an_order_is_for_its_shops_frames_only() {
    var refused = form("/merchant/ipay/" + order);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  private static ApiReply get(String path) {
    return GATEWAY.open().get(path).header("Accept", "text/html").send();
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
