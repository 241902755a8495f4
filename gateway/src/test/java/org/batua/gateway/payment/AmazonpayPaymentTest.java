package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.testkit.Consenting.decide;
import static org.batua.gateway.testkit.Consenting.location;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The whole way through Amazon Pay: link by consent, list, pay, add money, refund, delink.
class AmazonpayPaymentTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Consenting amazonpay = Consenting.at(shop, "AMAZONPAY");

  @BeforeEach
  void configure() {
    provider().goUp();
    GATEWAY.provider().reset();
    GATEWAY.configureAmazonpay(shop.id());
  }

  private static SimulatorControl provider() {
    return GATEWAY.provider().of("AMAZONPAY");
  }

  private String order(String amount) {
    var id = Till.newOrderId();
    shop.api().post("/orders").form("order_id", id, "amount", amount).ok();
    return id;
  }

  private ApiCall payment(String wallet, String order) {
    return Till.payment(shop.api(), "AMAZONPAY", order, shop.read(wallet).path("token").asString());
  }

  private JsonNode status(String order) {
    return shop.api().get("/orders/" + order).ok();
  }

  @Test
  void a_customer_links_lists_pays_gets_money_back_and_leaves() {
    var phone = Shop.newPhone();
    var customer = amazonpay.customer(phone);
    var wallet = amazonpay.walletOf(customer);
    assertThat(amazonpay.go(wallet, phone, "approve")).containsEntry("status", "LINKED");

    var listed = shop.api().get("/customers/" + customer + "/wallets").ok().path("list").path(0);
    assertThat(listed.path("wallet").asString()).isEqualTo("AMAZONPAY");
    assertThat(listed.path("linked").asBoolean()).isTrue();
    assertThat(listed.path("current_balance").asInt()).isEqualTo(10_000);

    var order = order("2500.50");
    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo("CHARGED");
    assertThat(provider().balance(phone)).isEqualByComparingTo("7499.50");

    shop.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "500.25")
        .ok();
    assertThat(shop.refunded(order).path("amount_refunded").decimalValue())
        .isEqualByComparingTo("500.25");
    assertThat(provider().balance(phone)).isEqualByComparingTo("7999.75");

    shop.command(wallet, "delink").ok();
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_customer_who_declines_comes_back_unlinked() {
    var phone = Shop.newPhone();
    var wallet = amazonpay.wallet(phone);

    assertThat(amazonpay.go(wallet, phone, "decline")).containsEntry("status", "DECLINED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_poll_before_the_browser_came_back_finds_no_link() {
    var wallet = amazonpay.wallet(Shop.newPhone());
    var start = amazonpay.begin(wallet);
    location(amazonpay.open(start));

    assertThat(shop.command(wallet, "link").ok().path("linked").asBoolean()).isFalse();
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    shop.command(wallet, "link").refused(400, "AUTHENTICATION_NOT_STARTED");
  }

  @Test
  void a_code_that_the_provider_did_not_give_links_nothing_and_ends_nothing() {
    var phone = Shop.newPhone();
    var wallet = amazonpay.wallet(phone);
    var page = location(amazonpay.open(amazonpay.begin(wallet)));
    var state = page.getRawQuery().replaceAll(".*state=([0-9a-f]+).*", "$1");
    var ours = "/wallets/link/return?code=made-up&state=" + state;

    location(shop.api().withoutKey().get(ours).send());

    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    location(amazonpay.open(decide(page, phone, "approve")));
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_way_back_that_is_walked_twice_links_once() {
    var phone = Shop.newPhone();
    var wallet = amazonpay.wallet(phone);
    var page = location(amazonpay.open(amazonpay.begin(wallet)));
    var back = decide(page, phone, "approve");

    assertThat(amazonpay.brought(location(amazonpay.open(back)))).containsEntry("status", "LINKED");
    assertThat(amazonpay.brought(location(amazonpay.open(back)))).containsEntry("status", "LINKED");
    assertThat(provider().count("link", "phone=" + phone)).isEqualTo(1);
  }

  @Test
  void a_payment_beyond_the_balance_completes_when_its_customer_adds_money() {
    var phone = Shop.newPhone();
    var wallet = amazonpay.linked(phone);
    provider().setBalance(phone, "100");
    var order = order("250");

    var waiting = payment(wallet, order).ok();

    assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
    assertThat(status(order).path("status").asString()).isEqualTo("PENDING_VBV");
    var start = URI.create(waiting.path("payment").path("authentication").path("url").asString());
    var hop = location(amazonpay.open(start));
    var page = hop.resolve("/amazonpay/page" + hop.getPath().replace("/amazonpay", ""));
    var back = decide(page, phone, "approve");
    assertThat(back.getPath()).startsWith("/pay/finish/");
    amazonpay.open(back);
    GATEWAY.clock().advance(Duration.ofSeconds(10));
    assertThat(status(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(provider().balance(phone)).isEqualByComparingTo("0");
  }

  @Test
  void an_access_token_that_died_is_renewed_once_for_everybody() throws Exception {
    var wallet = amazonpay.linked("9000000041");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var readings = new ArrayList<Future<?>>();
      for (var i = 0; i < 6; i++) {
        readings.add(executor.submit(() -> shop.command(wallet, "refresh").send()));
      }
      for (var one : readings) {
        one.get();
      }
    }

    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
    assertThat(provider().count("renew", "phone=9000000041")).isEqualTo(1);
    assertThat(payment(wallet, order("100")).ok().path("status").asString()).isEqualTo("CHARGED");
  }

  @Test
  void a_payment_with_an_access_token_that_died_renews_it_and_pays_once() {
    var wallet = amazonpay.linked("9000000041");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    var order = order("100");

    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo("CHARGED");
    assertThat(provider().balance("9000000041")).isEqualByComparingTo("9900");
  }

  @Test
  void a_link_that_cannot_be_renewed_is_ended() {
    var wallet = amazonpay.linked("9000000042");
    GATEWAY.clock().advance(Duration.ofSeconds(61));

    shop.command(wallet, "refresh").send();

    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_link_that_the_customer_ended_refuses_the_debit_and_unlinks_the_wallet() {
    var phone = Shop.newPhone();
    var wallet = amazonpay.linked(phone);
    var payment = payment(wallet, order("100"));
    provider().revoke(phone);

    assertThat(payment.ok().path("status").asString()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    assertThat(provider().balance(phone)).isEqualByComparingTo("10000");
  }

  @ParameterizedTest
  @CsvSource({
    "7005, AUTHORIZING, CHARGED",
    "7007, AUTHORIZING, AUTHORIZATION_FAILED",
    "7011, CHARGED, CHARGED",
    "7012, AUTHORIZATION_FAILED, AUTHORIZATION_FAILED",
    "7015, AUTHORIZING, CHARGED",
    "7020, AUTHORIZATION_FAILED, AUTHORIZATION_FAILED",
  })
  void what_goes_wrong_is_found_out(String amount, String first, String last) {
    var wallet = amazonpay.linked(Shop.newPhone());
    var order = order(amount);

    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo(first);
    for (var i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(2));
      GATEWAY.sweep();
    }
    assertThat(status(order).path("status").asString()).isEqualTo(last);
  }
}
