package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Linking by consent in the checkout, in a browser without scripts.
class ConsentPagesTest {
  private static final Pattern START = Pattern.compile("href=\"(/wallets/link/start/[^\"]+)\"");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final String phone = Shop.newPhone();
  private final Consenting gopay = Consenting.at(shop, "GOPAY");
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());

  @BeforeEach
  void configure() {
    GATEWAY.provider().reset();
    GATEWAY.configureGopay(shop.id());
    GATEWAY.configureAmazonpay(shop.id());
  }

  @Test
  void a_customer_consents_comes_back_to_the_checkout_and_pays() {
    var path = open(order(gopay.customer(phone), "IDR"));
    assertThat(browser.text()).contains("GoPay").contains("Rp2.500").doesNotContain("Amazon");
    begin(path, "GOPAY", phone);
    assertThat(browser.path()).startsWith(path + "/consent/");
    browser.open(decided("approve").toString());
    assertThat(browser.path()).isEqualTo(path);
    assertThat(browser.text()).contains("Rp1.000.000");
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received");
  }

  @Test
  void one_who_declines_is_told_so_and_may_try_again() {
    var path = open(order(gopay.customer(phone), "IDR"));
    begin(path, "GOPAY", phone);
    browser.open(decided("decline").toString());
    assertThat(browser.path()).startsWith(path + "/linked/");
    assertThat(browser.text()).contains("declined at GoPay").contains(path + "/wallet");
    begin(path, "GOPAY", phone);
    browser.open(decided("approve").toString());
    assertThat(browser.text()).contains("wallet_token");
  }

  @Test
  void one_who_comes_back_undecided_waits_and_then_is_late() {
    var path = open(order(gopay.customer(phone), "IDR"));
    begin(path, "GOPAY", phone);
    var waiting = browser.path().replace("/consent/", "/linked/");
    assertThat(browser.open(waiting).text()).contains("waits for your answer");
    assertThat(browser.open(path).text()).doesNotContain("wallet_token");
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    assertThat(browser.open(waiting).text()).contains("took too long");
  }

  @Test
  void a_customer_whose_browser_was_not_sent_back_is_found_by_the_page_that_waits() {
    var path = open(order(gopay.customer(phone), "IDR"));
    begin(path, "GOPAY", phone);
    var waiting = browser.path().replace("/consent/", "/linked/");
    decided("approve");
    assertThat(browser.open(waiting).path()).isEqualTo(path);
    assertThat(browser.text()).contains("wallet_token");
  }

  @Test
  void a_number_that_is_not_the_customers_pays_as_a_guest() {
    var customer = gopay.customer(phone);
    var path = open(order(customer, "IDR"));
    var other = Shop.newPhone();
    begin(path, "GOPAY", other);
    browser.open(decided("approve", other).toString());
    assertThat(browser.text()).contains("wallet_token");
    assertThat(shop.api().get("/customers/" + customer + "/wallets").ok().toString())
        .doesNotContain(other);
  }

  @Test
  void a_wallet_that_proves_no_number_is_a_guests() {
    var customer = shop.customer(phone);
    var path = open(order(customer, "INR"));
    begin(path, "AMAZONPAY", phone);
    browser.open(decided("approve").toString());
    assertThat(browser.text()).contains("Amazon Pay").contains("wallet_token");
    assertThat(shop.api().get("/customers/" + customer + "/wallets").ok().toString())
        .doesNotContain("AMAZONPAY");
  }

  @Test
  void a_customer_who_is_known_links_a_wallet_that_proves_no_number() {
    var customer = shop.customer(phone);
    var path = order(customer, "INR");
    browser.post(path, "client_auth_token", shop.clientToken(customer));
    begin(path, "AMAZONPAY", phone);
    browser.open(decided("approve").toString());
    assertThat(browser.path()).isEqualTo(path);
    assertThat(browser.text()).contains("Amazon Pay").contains("wallet_token");
  }

  @Test
  void another_browser_that_comes_back_links_nothing() {
    var customer = shop.customer(phone);
    var path = order(customer, "INR");
    browser.post(path, "client_auth_token", shop.clientToken(customer));
    begin(path, "AMAZONPAY", phone);
    var waiting = browser.path().replace("/consent/", "/linked/");
    var back = decided("approve").toString();
    var other = new PlainBrowser(GATEWAY.open()).open(back);
    assertThat(other.text()).contains("Please go on where you began");
    assertThat(other.open(waiting).text()).doesNotContain("wallet_token");
    assertThat(browser.open(waiting).text()).contains("waits for your answer");
    assertThat(browser.open(back).text()).contains("wallet_token");
  }

  @Test
  void an_account_that_consented_before_is_no_proof() {
    gopay.linked(phone);
    var mine = open(order(gopay.customer(phone), "IDR"));
    begin(mine, "GOPAY", phone);
    assertThat(browser.status()).isEqualTo(422);
    assertThat(browser.open(mine).text()).doesNotContain("wallet_token");
  }

  @Test
  void a_wallet_that_is_linked_otherwise_does_not_let_a_stranger_in() {
    var customer = gopay.customer(phone);
    var path = open(order(customer, "IDR"));
    begin(path, "GOPAY", phone);
    var waiting = browser.path().replace("/consent/", "/linked/");
    var wallet = gopay.walletOf(customer);
    gopay.go(wallet, phone, "approve");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
    assertThat(browser.open(waiting).text()).doesNotContain("wallet_token");
    assertThat(browser.open(path + "/otp").text()).doesNotContain("wallet_token");
    browser.submit(path + "/otp", "otp", "123456");
    assertThat(browser.open(path).text()).doesNotContain("wallet_token");
  }

  @Test
  void an_order_of_nobody_is_paid_with_the_wallet_of_whoever_consents() {
    var path = open(order("", "IDR"));
    begin(path, "GOPAY", phone);
    browser.open(decided("approve").toString());
    assertThat(browser.text()).contains("wallet_token");
    assertThat(new PlainBrowser(GATEWAY.open()).open(path).text()).doesNotContain("wallet_token");
  }

  @Test
  void the_way_back_holds_where_the_merchant_lists_its_hosts() {
    GATEWAY.gateway().merchants().allowReturnHosts(shop.id(), Set.of("shop.example"));
    var path = open(order(gopay.customer(phone), "IDR"));
    begin(path, "GOPAY", phone);
    browser.open(decided("approve").toString());
    assertThat(browser.path()).isEqualTo(path);
  }

  @Test
  void a_frame_leads_out_to_the_window_and_a_known_customer_stays_known() {
    var customer = gopay.customer(phone);
    var window = order(customer, "IDR");
    var frame = window.replace("/merchant/pay/", "/merchant/ipay/");
    assertThat(browser.open(frame).text())
        .contains("href=\"" + window + "/wallet\" target=\"_top\"")
        .doesNotContain("mobile_number");
    browser.post(frame, "client_auth_token", shop.clientToken(customer));
    assertThat(browser.text()).contains("target=\"_top\"");
    var out = Pattern.compile("\"(/merchant/start/[^\"]+)\"").matcher(browser.text());
    assertThat(out.find()).isTrue();
    var top = new PlainBrowser(GATEWAY.open()).open(out.group(1));
    assertThat(top.path()).isEqualTo(window);
    assertThat(top.text()).contains(phone);
  }

  private String open(String path) {
    browser.open(path);
    return path;
  }

  private void begin(String path, String gateway, String number) {
    browser.open(path + "/wallet");
    browser.submit(path + "/wallet", "gateway", gateway, "mobile_number", number);
  }

  /// Where the provider sends a customer who decides.
  private URI decided(String decision) {
    return decided(decision, phone);
  }

  private URI decided(String decision, String number) {
    var start = START.matcher(browser.text());
    assertThat(start.find()).as(browser.text()).isTrue();
    var page = Consenting.location(gopay.open(URI.create(start.group(1))));
    return Consenting.decide(page, number, decision);
  }

  private String order(String customer, String currency) {
    var order =
        shop.api()
            .post("/orders")
            .form(
                "order_id",
                Till.newOrderId(),
                "amount",
                "2500",
                "currency",
                currency,
                "customer_id",
                customer,
                "return_url",
                PageLinks.SHOP)
            .ok();
    return "/merchant/pay/" + order.path("id").asString();
  }
}
