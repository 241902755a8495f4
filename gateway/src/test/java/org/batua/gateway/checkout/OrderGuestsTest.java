package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whose wallet pays whose order: a customer of a shop sends a link to somebody else, or another
/// site makes a browser act for an account of its choice.
class OrderGuestsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final String stranger = Shop.newPhone();
  private final String order = Till.newOrderId();
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());

  @Test
  void a_number_that_is_not_the_customers_pays_as_a_guest_and_is_kept_for_nothing() {
    var path = openSession();
    link(path, stranger);
    assertThat(browser.text()).contains("This wallet pays this order only");
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP, "then", "pay");
    assertThat(browser.text()).contains("Payment received");
    assertThat(GATEWAY.provider().balance(stranger)).isEqualByComparingTo("9990");
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(numbersOf(till.customer())).doesNotContain(stranger);
    GATEWAY.sweep();
    assertThat(linkedWith(stranger)).isZero();
  }

  @Test
  void the_first_ones_device_token_does_not_reach_a_guests_wallet() {
    var path = openSession();
    link(path, stranger);
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    var token = till.shop().clientToken(till.customer());
    var listed =
        GATEWAY
            .open()
            .get("/customers/" + till.customer() + "/wallets?client_auth_token=" + token)
            .ok();
    assertThat(listed.toString()).doesNotContain(stranger);
    GATEWAY.clock().advance(Duration.ofMinutes(31));
    GATEWAY.sweep();
    assertThat(linkedWith(stranger)).isZero();
  }

  @Test
  void a_guest_pays_its_order_and_no_other() {
    var path = openSession();
    link(path, stranger);
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    var other = till.order("10");
    var wallet =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select id from wallet where mobile_number = ? and credentials is not"
                                + " null",
                            stranger)
                        .mapTo(String.class)
                        .one());
    var token = till.shop().read(wallet).path("token").asString();
    assertThat(till.payment(other, token).send().status()).isEqualTo(400);
    assertThat(GATEWAY.provider().count("debit", "phone=" + stranger)).isZero();
  }

  @Test
  void a_wallet_is_kept_by_an_explicit_yes_beside_the_accounts_name() {
    till.api()
        .post("/customers/" + till.customer())
        .form("first_name", "Asha", "last_name", "K")
        .ok();
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    var path = openSession();
    browser.open(path + "/wallet");
    assertThat(browser.text()).contains("in the account of Asha K");
    browser.submit(path + "/wallet", "gateway", "PAYTM", "mobile_number", stranger, "keep", "yes");
    assertThat(browser.text()).contains("stays linked to the account of Asha K");
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(numbersOf(till.customer())).contains(stranger);
  }

  @Test
  void a_stranger_with_the_payment_link_cannot_say_yes_for_the_customer() {
    var path = "/merchant/pay/" + newOrder();
    browser.open(path);
    assertThat(browser.text()).doesNotContain("name=\"keep\"");
    browser.submit(
        path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", stranger, "keep", "yes");
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(numbersOf(till.customer())).doesNotContain(stranger);
    assertThat(browser.text()).contains("wallet_token").doesNotContain(till.phone());
  }

  @Test
  void a_number_that_was_entered_but_never_proven_does_not_become_the_customers() {
    var path = openSession();
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    browser.open(path + "/wallet");
    browser.submit(path + "/wallet", "gateway", "PAYTM", "mobile_number", stranger, "keep", "yes");
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    var other = new PlainBrowser(GATEWAY.open());
    other.open(path).submit(path + "/wallet", "gateway", "PAYTM", "mobile_number", stranger);
    assertThat(other.text()).contains("This wallet pays this order only");
  }

  @Test
  void another_sites_form_with_a_client_token_signs_nobody_in() {
    var path = "/merchant/pay/" + newOrder();
    var token = till.shop().clientToken(till.customer());
    for (var header :
        new String[][] {
          {"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}
        }) {
      var reply = post(path, token, header[0], header[1]);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("set-cookie")).isEmpty();
      assertThat(reply.body()).contains("Continue at A shop?").doesNotContain("wallet_token");
    }
    var own = post(path, token, "Sec-Fetch-Site", "same-origin");
    assertThat(own.status()).isEqualTo(303);
    assertThat(own.header("set-cookie")).isPresent();
  }

  @Test
  void a_customer_forgets_a_wallet() {
    var path = openSession();
    browser.submit(path + "/forget", "wallet_token", browser.walletToken());
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
    assertThat(browser.text()).doesNotContain("wallet_token");
  }

  private static ApiReply post(String path, String token, String header, String value) {
    return GATEWAY
        .open()
        .post(path)
        .form("client_auth_token", token)
        .header("Accept", "text/html")
        .header(header, value)
        .send();
  }

  private void link(String path, String phone) {
    browser.open(path + "/wallet");
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
  }

  private String openSession() {
    var web =
        till.api()
            .post("/session")
            .json(
                "{\"order_id\":\"%s\",\"amount\":\"10.00\",\"customer_id\":\"%s\"}"
                    .formatted(order, till.customer()))
            .ok()
            .at("/payment_links/web")
            .asString();
    return browser.open(web).path();
  }

  private String newOrder() {
    return till.api()
        .post("/orders")
        .form("order_id", order, "amount", "10", "customer_id", till.customer())
        .ok()
        .path("id")
        .asString();
  }

  private static List<String> numbersOf(String customer) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select coalesce(mobile_number, '') from wallet where customer_id = ?",
                        customer)
                    .mapTo(String.class)
                    .list());
  }

  private static long linkedWith(String phone) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select count(*) from wallet where mobile_number = ? and credentials is"
                            + " not null",
                        phone)
                    .mapTo(Long.class)
                    .one());
  }
}
