package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class CheckoutRoutesTest extends CheckoutBench {
  @Test
  void a_payment_link_shows_the_order_and_nothing_of_its_customer() {
    var till = Till.open(GATEWAY);
    var order = order(till.shop(), till.customer(), "250.50");
    browser.open(order.at("/payment_links/web").asString());
    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.text())
        .contains("₹250.50")
        .contains("A shop")
        .contains("Blue kettle")
        .doesNotContain("wallet_token")
        .doesNotContain(till.phone())
        .doesNotContain(till.customer())
        .doesNotContain(till.wallet());
  }

  @Test
  void a_start_link_shows_the_wallets_to_its_first_browser_only() {
    var till = Till.open(GATEWAY);
    var web = session(till.shop(), till.customer()).at("/payment_links/web").asString();
    browser.open(web);
    assertThat(browser.path()).startsWith("/merchant/pay/ordeh_").doesNotContain("?");
    assertThat(browser.text()).contains("wallet_token").contains("₹10,000.00");
    var second = new PlainBrowser(GATEWAY.open()).open(web);
    assertThat(second.path()).isEqualTo(browser.path());
    assertThat(second.text()).doesNotContain("wallet_token").doesNotContain("₹10,000.00");
    assertThat(browser.open(web).text()).contains("wallet_token");
  }

  @Test
  void a_start_link_ends_after_its_time() {
    var till = Till.open(GATEWAY);
    var web = session(till.shop(), till.customer()).at("/payment_links/web").asString();
    GATEWAY.clock().advance(Duration.ofMinutes(15));
    assertThat(browser.open(web).text()).doesNotContain("wallet_token");
    assertThat(browser.open("/merchant/start/0f3a5b7c9d1e2f405162738495a6b7c8").status())
        .isEqualTo(404);
  }

  @Test
  void a_client_token_of_the_orders_customer_opens_it_and_no_other_does() {
    var till = Till.open(GATEWAY);
    var order = order(till.shop(), till.customer(), "10");
    var path = "/merchant/pay/" + order.path("id").asString();
    var token = till.shop().clientToken(till.customer());
    assertThat(browser.post(path, "client_auth_token", token).text()).contains("wallet_token");
    var stranger = till.shop().clientToken(till.shop().customer(Shop.newPhone()));
    var other = new PlainBrowser(GATEWAY.open());
    assertThat(other.post(path, "client_auth_token", stranger).status()).isEqualTo(401);
    assertThat(other.open(path).text()).doesNotContain("wallet_token");
  }

  @Test
  void the_page_that_asks_before_it_signs_in_asks_again_in_another_language() {
    var till = Till.open(GATEWAY);
    var path = "/merchant/pay/" + order(till.shop(), till.customer(), "10").path("id").asString();
    var token = till.shop().clientToken(till.customer());
    var asked = form(path, "cross-site", "client_auth_token", token);
    assertThat(asked.body())
        .contains("Continue at A shop?")
        .contains("<button class=\"link\" type=\"submit\" name=\"lang\" value=\"hi\"");
    assertThat(asked.header("set-cookie")).isEmpty();
    var again = form(path, "same-origin", "client_auth_token", token, "lang", "hi");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).contains("A shop पर आगे बढ़ें?").contains(token);
    assertThat(again.header("set-cookie").orElse("")).startsWith("batua_lang=hi;");
    var foreign = form(path, "cross-site", "client_auth_token", token, "lang", "hi");
    assertThat(foreign.body()).contains("A shop पर आगे बढ़ें?").doesNotContain("wallet_token");
    assertThat(form(path, "same-origin", "client_auth_token", token).status()).isEqualTo(303);
  }

  private static ApiReply form(String path, String site, String... namesAndValues) {
    return GATEWAY
        .open()
        .post(path)
        .form(namesAndValues)
        .header("Accept", "text/html")
        .header("Sec-Fetch-Site", site)
        .send();
  }

  @Test
  void a_browser_is_let_go_after_its_time() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    GATEWAY.clock().advance(Duration.ofMinutes(30));
    assertThat(browser.open(browser.path()).text()).doesNotContain("wallet_token");
  }

  @Test
  void only_the_listed_origins_may_frame_the_checkout() {
    var order = order(shop, shop.customer(phone), "10").path("id").asString();
    assertThat(policy("/merchant/ipay/" + order)).contains("frame-ancestors 'none'");
    GATEWAY.gateway().frameOrigins().replace(shop.id(), java.util.List.of("https://shop.example"));
    assertThat(policy("/merchant/ipay/" + order)).contains("frame-ancestors https://shop.example");
    assertThat(policy("/merchant/pay/" + order)).contains("frame-ancestors 'none'");
  }

  @Test
  void what_is_no_order_is_a_page_that_says_so() {
    for (var id : new String[] {"ordeh_00000000000000000000000000000000", "x", "%3Cscript%3E"}) {
      assertThat(browser.open("/merchant/pay/" + id).status()).isEqualTo(404);
      assertThat(browser.text()).contains("This link leads nowhere").doesNotContain("<script>");
    }
  }
}
