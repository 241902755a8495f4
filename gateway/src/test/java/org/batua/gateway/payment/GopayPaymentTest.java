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

/// The whole way of rupiah through GoPay: link by consent, list, pay, PIN, refund, delink.
class GopayPaymentTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Consenting gopay = Consenting.at(shop, "GOPAY");

  @BeforeEach
  void configure() {
    GATEWAY.configureGopay(shop.id());
  }

  private static SimulatorControl provider() {
    return GATEWAY.provider().of("GOPAY");
  }

  private String order(String amount, String currency) {
    var id = Till.newOrderId();
    shop.api().post("/orders").form("order_id", id, "amount", amount, "currency", currency).ok();
    return id;
  }

  private ApiCall payment(String wallet, String order) {
    return Till.payment(shop.api(), "GOPAY", order, shop.read(wallet).path("token").asString());
  }

  private JsonNode status(String order) {
    return shop.api().get("/orders/" + order).ok();
  }

  @Test
  void a_customer_links_pays_gets_money_back_and_leaves() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    var order = order("2500", "IDR");

    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo("CHARGED");

    var paid = status(order);
    assertThat(paid.path("currency").asString()).isEqualTo("IDR");
    assertThat(paid.path("amount").asInt()).isEqualTo(2500);
    assertThat(paid.path("txn_detail").path("currency").asString()).isEqualTo("IDR");
    assertThat(provider().balance(phone)).isEqualByComparingTo("997500");
    assertThat(shop.command(wallet, "refresh").ok().path("current_balance").asInt())
        .isEqualTo(997500);

    shop.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "500")
        .ok();
    assertThat(shop.refunded(order).path("amount_refunded").asInt()).isEqualTo(500);
    assertThat(provider().balance(phone)).isEqualByComparingTo("998000");

    shop.command(wallet, "delink").ok();
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void each_payment_charges_with_a_token_read_just_before() {
    var wallet = gopay.linked(Shop.newPhone());
    for (var i = 0; i < 3; i++) {
      // reading the balance in between replaces the token at the provider
      shop.command(wallet, "refresh").ok();
      assertThat(payment(wallet, order("100", "IDR")).ok().path("status").asString())
          .isEqualTo("CHARGED");
    }
  }

  @Test
  void a_debit_and_readings_at_once_do_not_spoil_each_others_token() throws Exception {
    var wallet = gopay.linked(Shop.newPhone());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var payments = new ArrayList<Future<String>>();
      for (var i = 0; i < 4; i++) {
        var call = payment(wallet, order("100", "IDR"));
        payments.add(executor.submit(() -> call.ok().path("status").asString()));
        var _ = executor.submit(() -> shop.command(wallet, "refresh").send());
      }
      for (var one : payments) {
        assertThat(one.get()).isEqualTo("CHARGED");
      }
    }
  }

  @Test
  void an_amount_that_needs_a_pin_waits_for_its_customer() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    provider().setBalance(phone, "200000");
    var order = order("150000", "IDR");

    var waiting = payment(wallet, order).ok();

    assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
    assertThat(status(order).path("status").asString()).isEqualTo("PENDING_VBV");
    var start = URI.create(waiting.path("payment").path("authentication").path("url").asString());
    var back = decide(location(gopay.open(start)), phone, "approve");
    assertThat(back.getPath()).startsWith("/pay/finish/");
    // the provider's notification may or may not have come yet
    gopay.open(back);
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    assertThat(gopay.open(back).body()).contains("Payment received");
    assertThat(status(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(provider().balance(phone)).isEqualByComparingTo("50000");
  }

  @Test
  void a_customer_who_does_not_enter_the_pin_has_not_paid() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    var order = order("7019", "IDR");

    var waiting = payment(wallet, order).ok();
    var start = URI.create(waiting.path("payment").path("authentication").path("url").asString());
    decide(location(gopay.open(start)), phone, "decline");
    GATEWAY.clock().advance(Duration.ofSeconds(10));

    assertThat(status(order).path("status").asString()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(provider().balance(phone)).isEqualByComparingTo("1000000");
  }

  @ParameterizedTest
  @CsvSource({
    "7005, AUTHORIZING, CHARGED",
    "7007, AUTHORIZING, AUTHORIZATION_FAILED",
    "7011, CHARGED, CHARGED",
    "7012, AUTHORIZATION_FAILED, AUTHORIZATION_FAILED",
    "7015, AUTHORIZING, CHARGED",
  })
  void what_goes_wrong_is_found_out(String amount, String first, String last) {
    var wallet = gopay.linked(Shop.newPhone());
    var order = order(amount, "IDR");

    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo(first);
    for (var i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(2));
      GATEWAY.sweep();
    }
    assertThat(status(order).path("status").asString()).isEqualTo(last);
  }

  @Test
  void a_link_that_the_customer_ended_refuses_the_debit_and_unlinks_the_wallet() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    var order = order("100", "IDR");
    var payment = payment(wallet, order);
    provider().revoke(phone);

    assertThat(payment.ok().path("status").asString()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    assertThat(provider().count("debit", "phone=" + phone)).isZero();
  }

  @Test
  void a_provider_that_cannot_be_read_takes_no_debit() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    var order = order("100", "IDR");
    var payment = payment(wallet, order);
    provider().refuseConnections();

    var answer = payment.ok();
    provider().goUp();

    assertThat(answer.path("status").asString()).isEqualTo("JUSPAY_DECLINED");
    assertThat(payment(wallet, order).ok().path("status").asString()).isEqualTo("CHARGED");
  }

  @Test
  void an_order_in_another_currency_cannot_be_paid_from_the_wallet() {
    var wallet = gopay.linked(Shop.newPhone());

    payment(wallet, order("100", "INR")).refused(400, "currency.mismatch");
  }

  @Test
  void rupiah_have_no_decimals() {
    shop.api()
        .post("/orders")
        .form("order_id", Till.newOrderId(), "amount", "100.50", "currency", "IDR")
        .refused(400, "INVALID_REQUEST");
    var wallet = gopay.linked(Shop.newPhone());
    var order = order("1000", "IDR");
    payment(wallet, order).ok();
    shop.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "0.50")
        .refused(400, "INVALID_REQUEST");
    shop.api()
        .post("/orders/" + order("10", "IDR"))
        .form("amount", "10.25")
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void an_order_keeps_its_currency() {
    var order = order("1000", "IDR");
    shop.api()
        .post("/order/create")
        .form("order_id", order, "amount", "1000", "currency", "INR")
        .refused(400, "DUPLICATE_REQUEST");
    assertThat(
            shop.api()
                .post("/orders/" + order)
                .form("amount", "2000")
                .ok()
                .path("currency")
                .asString())
        .isEqualTo("IDR");
    shop.api()
        .post("/orders")
        .form("order_id", Till.newOrderId(), "amount", "1000", "currency", "USD")
        .refused(400, "INVALID_REQUEST");
  }
}
