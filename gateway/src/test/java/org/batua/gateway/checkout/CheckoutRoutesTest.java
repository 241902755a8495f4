package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class CheckoutRoutesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final String phone = Shop.newPhone();
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());

  @Test
  void a_session_answers_an_order_with_links_and_a_token() {
    var customer = shop.customer(phone);
    var session = session(customer);
    assertThat(session.path("status").asString()).isEqualTo("NEW");
    assertThat(session.at("/payment_links/web").asString()).contains("/merchant/start/");
    assertThat(session.at("/sdk_payload/payload/clientAuthToken").asString())
        .isEqualTo(session.at("/juspay/client_auth_token").asString());
    var token = session.at("/juspay/client_auth_token").asString();
    GATEWAY.open().get("/customers/" + customer + "/wallets?client_auth_token=" + token).ok();
  }

  @Test
  void a_session_without_a_known_customer_has_the_plain_link_and_no_token() {
    var session =
        shop.api()
            .post("/session")
            .json("{\"order_id\":\"%s\",\"amount\":10}".formatted(Till.newOrderId()))
            .ok();
    assertThat(session.has("juspay")).isFalse();
    assertThat(session.at("/payment_links/web").asString())
        .endsWith("/merchant/pay/" + session.path("id").asString());
  }

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
  void a_browser_is_let_go_after_its_time() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    GATEWAY.clock().advance(Duration.ofMinutes(30));
    assertThat(browser.open(browser.path()).text()).doesNotContain("wallet_token");
  }

  @Test
  void a_customer_links_by_otp_pays_and_goes_back_to_the_merchant() {
    var customer = shop.customer(phone);
    browser.open(order(shop, customer, "99").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.path()).isEqualTo(path + "/otp");
    assertThat(browser.text()).doesNotContain(phone).contains(phone.substring(8));
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(browser.path()).isEqualTo(path);
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received").contains("https://shop.example/done?");
    assertThat(browser.shown().header("refresh").orElse(""))
        .startsWith("6; url=https://shop.example/done?")
        .contains("status=CHARGED");
    assertThat(debits(phone)).isOne();
  }

  @Test
  void a_form_that_is_sent_again_pays_once_and_shows_what_the_first_one_did() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    var path = browser.path();
    var form = new String[] {"form_token", browser.formToken(), "wallet_token", ""};
    form[3] = browser.walletToken();
    browser.post(path + "/pay", form);
    assertThat(browser.text()).contains("Payment received");
    browser.post(path + "/pay", form);
    assertThat(browser.text()).contains("Payment received");
    assertThat(till.debits()).isOne();
  }

  @Test
  void a_form_of_another_browser_or_site_is_refused() {
    var till = Till.open(GATEWAY);
    var web = session(till.shop(), till.customer()).at("/payment_links/web").asString();
    browser.open(web);
    var path = browser.path();
    var token = browser.walletToken();
    var foreign = new PlainBrowser(GATEWAY.open()).open(path).formToken();
    for (var formToken : new String[] {"", "x", foreign}) {
      browser.post(path + "/pay", "form_token", formToken, "wallet_token", token);
      assertThat(browser.status()).isEqualTo(403);
      assertThat(browser.text()).contains("Please open this page again");
    }
    assertThat(till.debits()).isZero();
  }

  @Test
  void a_wallet_token_of_somebody_else_pays_nothing_here() {
    var till = Till.open(GATEWAY);
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    browser.submit(browser.path() + "/pay", "wallet_token", other.token());
    assertThat(browser.status()).isEqualTo(404);
    assertThat(other.debits()).isZero();
  }

  @Test
  void a_stranger_cannot_link_a_number_of_their_own_to_the_orders_customer() {
    var till = Till.open(GATEWAY);
    var strange = Shop.newPhone();
    browser.open(order(till.shop(), till.customer(), "10").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", strange);
    assertThat(browser.status()).isEqualTo(422);
    assertThat(browser.text()).contains("Nothing was sent to this one");
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + strange)).isZero();
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isTrue();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", till.phone());
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(browser.text()).contains("wallet_token");
  }

  @Test
  void an_order_of_nobody_is_paid_with_the_wallet_of_whoever_opens_it() {
    var order = shop.api().post("/orders").form("order_id", Till.newOrderId(), "amount", "10").ok();
    var path = "/merchant/pay/" + order.path("id").asString();
    browser.open(path).submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    var other = new PlainBrowser(GATEWAY.open()).open(path);
    assertThat(other.text()).doesNotContain("wallet_token");
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received");
    assertThat(debits(phone)).isOne();
  }

  @Test
  void a_link_sends_no_more_otps_than_its_limit() {
    var order = shop.api().post("/orders").form("order_id", Till.newOrderId(), "amount", "10").ok();
    var path = "/merchant/pay/" + order.path("id").asString();
    for (int i = 0; i < 10; i++) {
      var one = new PlainBrowser(GATEWAY.open()).open(path);
      one.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", Shop.newPhone());
      assertThat(one.path()).endsWith("/otp");
    }
    browser.open(path).submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.text()).contains("Too many codes were asked for");
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + phone)).isZero();
  }

  @Test
  void a_new_otp_is_sent_after_the_wait_and_not_before() {
    var customer = shop.customer(phone);
    browser.open(order(shop, customer, "10").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.text()).contains("data-wait-seconds=\"30\"");
    assertThat(browser.submit(path + "/resend").text()).contains("Please wait 30 seconds");
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    browser.submit(path + "/resend");
    assertThat(browser.status()).isEqualTo(200);
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + phone)).isEqualTo(2);
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
  void too_little_money_leads_to_the_step_that_adds_it() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "4.00");
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    assertThat(browser.text()).contains("wallet_token");
    browser.submit(browser.path() + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.path()).startsWith("/pay/start/" + till.shop().id() + "/txn_");
  }

  @Test
  void what_is_no_order_is_a_page_that_says_so() {
    for (var id : new String[] {"ordeh_00000000000000000000000000000000", "x", "%3Cscript%3E"}) {
      assertThat(browser.open("/merchant/pay/" + id).status()).isEqualTo(404);
      assertThat(browser.text()).contains("This link leads nowhere").doesNotContain("<script>");
    }
  }

  private String policy(String path) {
    return browser.open(path).shown().header("content-security-policy").orElse("");
  }

  private static int debits(String phone) {
    return GATEWAY.provider().count("debit", "phone=" + phone);
  }

  private JsonNode session(String customer) {
    return session(shop, customer);
  }

  private static JsonNode session(Shop shop, String customer) {
    return shop.api()
        .post("/session")
        .json(
            """
            {"order_id":"%s","amount":"10.00","customer_id":"%s","action":"paymentPage",
             "payment_page_client_id":"acme","return_url":"https://shop.example/done"}
            """
                .formatted(Till.newOrderId(), customer))
        .ok();
  }

  private static JsonNode order(Shop shop, String customer, String amount) {
    return shop.api()
        .post("/orders")
        .form(
            "order_id",
            Till.newOrderId(),
            "amount",
            amount,
            "customer_id",
            customer,
            "description",
            "Blue kettle",
            "return_url",
            "https://shop.example/done")
        .ok();
  }
}
