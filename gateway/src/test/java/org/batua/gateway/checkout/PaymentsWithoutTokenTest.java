package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A wallet payment that a merchant begins without a wallet token, at gateways without a page of
/// their own: it is there at once, and its customer pays it in our checkout, which offers that
/// gateway alone.
class PaymentsWithoutTokenTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());

  @Test
  void it_is_there_before_the_customer_pays() {
    var order = till.order("10");
    var answer = begin(order, "MOBIKWIK");
    assertThat(answer.path("status").asString()).isEqualTo("PENDING_VBV");
    assertThat(answer.path("txn_uuid").asString()).startsWith("txn_");
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    assertThat(till.moves(order)).containsExactly("AWAITING_WALLET");
    assertThat(till.events(order)).containsExactly("TXN_CREATED");
    var status = till.status(order);
    assertThat(status.path("txn_id")).isEqualTo(answer.path("txn_id"));
    assertThat(status.path("txn_uuid")).isEqualTo(answer.path("txn_uuid"));
    assertThat(status.at("/txn_detail/txn_flow_type").asString()).isEqualTo("REDIRECT_DEBIT");
  }

  @Test
  void number_otp_pay_and_the_wallet_is_not_kept() {
    var phone = Shop.newPhone();
    var customer = till.shop().customer(phone);
    var order = newOrder(customer);
    var answer = begin(order, "MOBIKWIK");
    payByOtp(answer, phone);
    assertThat(browser.text()).contains("Payment received");
    var status = till.status(order);
    assertThat(status.path("status").asString()).isEqualTo("CHARGED");
    assertThat(status.path("txn_id")).isEqualTo(answer.path("txn_id"));
    assertThat(status.path("txn_uuid")).isEqualTo(answer.path("txn_uuid"));
    assertThat(till.moves(order)).containsExactly("AWAITING_WALLET", "SENDING", "CHARGED");
    assertThat(till.events(order))
        .containsExactlyInAnyOrder("TXN_CREATED", "TXN_CHARGED", "ORDER_SUCCEEDED");
    var wallets = till.api().get("/customers/" + customer + "/wallets").ok();
    assertThat(wallets.path("list").valueStream().map(it -> it.path("linked").asBoolean()))
        .doesNotContain(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM"})
  void the_checkout_offers_that_gateway_alone(String gateway) {
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    GATEWAY.configureFreecharge(till.shop().id());
    var answer = begin(newOrder(till.shop().customer(Shop.newPhone())), gateway);
    browser.open(url(answer));
    assertThat(browser.text()).contains(offer(gateway)).doesNotContain(offer("FREECHARGE"));
    browser.submit(
        browser.path().replaceAll("/wallet.*", "") + "/wallet",
        "gateway",
        gateway,
        "mobile_number",
        "12");
    assertThat(browser.status()).isEqualTo(422);
    assertThat(browser.text())
        .contains(offer(gateway))
        .doesNotContain(offer(gateway.equals("PAYTM") ? "MOBIKWIK" : "PAYTM"), offer("FREECHARGE"));
  }

  private static String offer(String gateway) {
    return "value=\"" + gateway + "\"";
  }

  @Test
  void the_links_of_order_and_payment_lead_there_too() {
    var order = till.order("10");
    var answer = begin(order, "MOBIKWIK");
    var uuid = answer.path("txn_uuid").asString();
    for (var page : List.of("start", "finish")) {
      browser.open("/pay/" + page + "/" + till.shop().id() + "/" + uuid);
      assertThat(browser.text()).contains("mobile_number");
    }
    browser.open(till.status(order).at("/payment_links/web").asString());
    assertThat(browser.text()).contains("mobile_number");
  }

  @Test
  void the_same_call_again_is_the_same_payment() {
    var order = till.order("10");
    assertThat(begin(order, "MOBIKWIK")).isEqualTo(begin(order, "MOBIKWIK"));
    assertThat(till.events(order)).containsExactly("TXN_CREATED");
  }

  @Test
  void another_gateway_takes_its_place() {
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    var order = till.order("10");
    begin(order, "MOBIKWIK");
    var second = begin(order, "PAYTM");
    assertThat(second.path("txn_id").asString()).endsWith("-2");
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    assertThat(till.events(order))
        .containsExactlyInAnyOrder("TXN_CREATED", "TXN_FAILED", "TXN_CREATED");
  }

  @Test
  void a_token_pays_what_waits_for_a_wallet() {
    var order = till.order("10");
    var answer = begin(order, "MOBIKWIK");
    var paid = till.pay(order);
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    assertThat(paid.path("txn_id")).isEqualTo(answer.path("txn_id"));
    assertThat(till.debits()).isOne();
    call(order, "MOBIKWIK").refused(400, "order.already.paid");
  }

  @Test
  void a_page_of_a_provider_takes_it_up_as_well() {
    GATEWAY.configureFreecharge(till.shop().id());
    var order = newOrder(till.shop().customer(Shop.newPhone()));
    var first = begin(order, "MOBIKWIK");
    var second = begin(order, "FREECHARGE");
    assertThat(second.path("txn_id")).isEqualTo(first.path("txn_id"));
    assertThat(second.at("/payment/authentication/url").asString()).contains("/pay/start/");
    assertThat(till.moves(order))
        .containsExactly("AWAITING_WALLET", "SENDING", "AWAITING_REDIRECT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/order/create", "/session", "/order/update"})
  void it_gives_way_to_a_change_of_its_order(String call) {
    var order = newOrder(till.customer());
    begin(order, "MOBIKWIK");
    till.api().post(call).form("order_id", order, "amount", "25").ok();
    var status = till.status(order);
    assertThat(status.path("amount").asInt()).isEqualTo(25);
    assertThat(till.stored(order)).isEqualTo("NEW 10");
    assertThat(status.at("/txn_detail/error_code").asString()).isEqualTo("REPLACED");
    assertThat(till.moves(order)).containsExactly("AWAITING_WALLET", "DECLINED");
    assertThat(till.events(order)).containsExactlyInAnyOrder("TXN_CREATED", "TXN_FAILED");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.status(order).path("amount").asInt()).isEqualTo(25);
  }

  @Test
  void nobody_chose_in_time() {
    var order = till.order("10");
    begin(order, "MOBIKWIK");
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    assertThat(till.status(order).at("/txn_detail/error_code").asString()).isEqualTo("EXPIRED");
    assertThat(begin(order, "MOBIKWIK").path("txn_id").asString()).endsWith("-2");
  }

  @Test
  void of_many_who_pay_at_once_one_does() throws Exception {
    for (int round = 0; round < 5; round++) {
      var order = till.order("1");
      begin(order, "MOBIKWIK");
      int before = till.debits();
      List<Callable<ApiReply>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        var token = till.token();
        calls.add(() -> till.payment(order, token).send());
        calls.add(() -> call(order, "MOBIKWIK").send());
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(calls)) {
          assertThat(done.get().status()).isIn(200, 400);
        }
      }
      assertThat(till.debits() - before).isOne();
      assertThat(till.stored(order)).isEqualTo("CHARGED 21");
      assertThat(till.moves(order)).containsExactly("AWAITING_WALLET", "SENDING", "CHARGED");
    }
  }

  @Test
  void an_order_that_comes_with_the_call_is_paid_there_too() {
    var id = Till.newOrderId();
    var answer =
        till.api()
            .post("/txns")
            .form(
                "order.order_id", id,
                "order.amount", "10",
                "order.customer_id", till.customer(),
                "payment_method_type", "WALLET",
                "payment_method", "MOBIKWIK",
                "format", "json")
            .ok();
    assertThat(answer.path("order_id").asString()).isEqualTo(id);
    assertThat(till.stored(id)).isEqualTo("PENDING_VBV 23");
  }

  private void payByOtp(JsonNode answer, String phone) {
    browser.open(url(answer));
    var path = browser.path().replaceAll("/wallet.*", "");
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP, "then", "pay");
  }

  private static String url(JsonNode answer) {
    return answer.at("/payment/authentication/url").asString();
  }

  private String newOrder(String customer) {
    var id = Till.newOrderId();
    till.api()
        .post("/orders")
        .form(
            "order_id", id, "amount", "10", "customer_id", customer, "customer_phone", "9000000001")
        .ok();
    return id;
  }

  private JsonNode begin(String order, String gateway) {
    return call(order, gateway).ok();
  }

  private ApiCall call(String order, String gateway) {
    return till.api()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "payment_method",
            gateway,
            "format",
            "json");
  }
}
