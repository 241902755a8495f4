package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_payment_answers_its_names_and_where_the_browser_goes() {
    var order = till.order("109.55");
    var paid = till.pay(order);
    assertThat(paid.path("order_id").asString()).isEqualTo(order);
    assertThat(paid.path("txn_id").asString()).isEqualTo(till.shop().id() + "-" + order + "-1");
    assertThat(paid.at("/payment/authentication/url").asString())
        .endsWith("/pay/finish/" + till.shop().id() + "/" + paid.path("txn_uuid").asString());
    var status = till.status(order);
    assertThat(status.path("txn_uuid")).isEqualTo(paid.path("txn_uuid"));
    assertThat(status.at("/txn_detail/txn_amount").decimalValue()).isEqualByComparingTo("109.55");
    assertThat(status.at("/payment_gateway_response/rrn").asString()).isNotEmpty();
    assertThat(status.path("payment_method").asString()).isEqualTo("MOBIKWIK");
  }

  @Test
  void without_format_json_the_browser_is_sent_on() {
    var reply =
        till.api()
            .post("/txns")
            .form(
                "order_id",
                till.order("10"),
                "payment_method_type",
                "WALLET",
                "direct_wallet_token",
                till.token())
            .send();
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("location").orElse("")).contains("/pay/finish/");
  }

  @Test
  void an_order_can_be_created_and_paid_by_one_call() {
    var id = Till.newOrderId();
    var paid =
        till.api()
            .post("/txns")
            .form(
                "order.order_id",
                id,
                "order.amount",
                "10",
                "order.customer_id",
                till.customer(),
                "order.udf1",
                "one",
                "payment_method_type",
                "WALLET",
                "direct_wallet_token",
                till.token(),
                "format",
                "json")
            .ok();
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.status(id).path("udf1").asString()).isEqualTo("one");
  }

  @Test
  void an_order_that_is_created_and_paid_by_one_call_is_one_order_and_one_payment() {
    var id = Till.newOrderId();
    assertThat(createAndPay(id, "10").ok().path("status").asString()).isEqualTo("CHARGED");
    createAndPay(id, "10").refused(400, "order.already.paid");
    createAndPay(id, "11").refused(400, "DUPLICATE_REQUEST");
    assertThat(till.status(id).path("amount").asInt()).isEqualTo(10);
    assertThat(till.debits()).isOne();
  }

  private ApiCall createAndPay(String order, String amount) {
    return till.paymentOfNew(order, amount, till.token());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CARD", "NB", "UPI"})
  void other_ways_of_paying_find_no_gateway(String type) {
    var reply =
        till.api()
            .post("/txns")
            .form("order_id", till.order("10"), "payment_method_type", type, "format", "json")
            .refused(400, "invalid_request_error");
    assertThat(reply.message())
        .isEqualTo("Can't find a suitable gateway to process the transaction");
  }

  @Test
  void a_wallet_without_a_token_says_what_is_missing() {
    var order = till.order("10");
    till.api()
        .post("/txns")
        .form("order_id", order, "payment_method_type", "WALLET")
        .refused(400, "Mandatory fields are missing");
    withoutToken(order, "PAYTM").refused(400, "GATEWAY_NOT_CONFIGURED");
    withoutToken("nobody", "MOBIKWIK").refused(400, "");
  }

  private ApiCall withoutToken(String order, String gateway) {
    return till.shop().withoutToken(gateway, order);
  }

  @Test
  void a_used_token_is_refused_on_every_order() {
    var token = till.token();
    var order = till.order("10");
    till.payment(order, token).ok();
    refusedAs("EXPIRED", till.payment(order, token).send());
    refusedAs("EXPIRED", till.payment(till.order("10"), token).send());
    assertThat(till.debits()).isOne();
  }

  @Test
  void a_token_is_used_up_by_a_payment_that_fails() {
    var token = till.token();
    till.payment(till.order("7020.00"), token).ok();
    refusedAs("EXPIRED", till.payment(till.order("10"), token).send());
  }

  @Test
  void a_token_that_is_refused_for_its_order_is_not_used_up() {
    var token = till.token();
    var paid = till.paid("10");
    assertThat(till.payment(paid, token).refused(400, "order.already.paid").infoCode())
        .isEqualTo("INVALID_ACTION");
    assertThat(till.payment(till.order("10"), token).ok().path("status").asString())
        .isEqualTo("CHARGED");
  }

  @Test
  void an_old_token_is_refused() {
    var token = till.token();
    var order = till.order("10");
    GATEWAY.clock().advance(Duration.ofMinutes(10));
    refusedAs("EXPIRED", till.payment(order, token).send());
    assertThat(till.debits()).isZero();
    assertThat(till.stored(order)).isEqualTo("NEW 10");
  }

  @Test
  void forged_and_foreign_tokens_are_refused() {
    var order = till.order("10");
    var token = till.token();
    char last = token.charAt(40);
    var forged = token.substring(0, 40) + (last == 'a' ? 'b' : 'a') + token.substring(41);
    refusedAs("INVALID_INPUT", till.payment(order, forged).send());
    refusedAs("INVALID_INPUT", till.payment(order, "tok_nonsense").send());
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    refusedAs("INVALID_INPUT", till.payment(order, other.token()).send());
    refusedAs("INVALID_INPUT", till.payment(order, Till.open(GATEWAY).token()).send());
    till.shop().command(till.wallet(), "delink").ok();
    refusedAs("INVALID_INPUT", till.payment(order, token).send());
    assertThat(till.debits() + other.debits()).isZero();
  }

  @Test
  void an_order_of_another_merchant_is_unknown() {
    var order = till.order("10");
    var other = Till.open(GATEWAY);
    var reply = other.payment(order, other.token()).refused(400, "");
    assertThat(reply.json().path("status").asString()).isEqualTo("NOT_FOUND");
    assertThat(reply.json().path("status_id").asInt()).isEqualTo(40);
    assertThat(reply.json().path("order_id").asString()).isEqualTo(order);
  }

  @Test
  void another_gateway_than_the_tokens_is_refused() {
    till.api()
        .post("/txns")
        .form(
            "order_id",
            till.order("10"),
            "payment_method_type",
            "WALLET",
            "payment_method",
            "PAYTM",
            "direct_wallet_token",
            till.token())
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void a_device_pays_and_reads_its_own_order_only() {
    var own = till.order("10");
    var device = till.shop().clientToken(till.customer());
    var paid = fromDevice(device, own, till.token()).ok();
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    var open = GATEWAY.open();
    open.get("/orders/" + own + "?client_auth_token=" + device).ok();
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    var foreign = other.order("10");
    var nobodys = Till.newOrderId();
    till.api().post("/orders").form("order_id", nobodys, "amount", "10").ok();
    for (var order : new String[] {foreign, nobodys, "order_unknown"}) {
      var read = open.get("/orders/" + order + "?client_auth_token=" + device).refused(400, "");
      assertThat(read.json().path("status").asString()).isEqualTo("NOT_FOUND");
      var refused = fromDevice(device, order, till.token()).refused(400, "");
      assertThat(refused.json().path("status").asString()).isEqualTo("NOT_FOUND");
    }
    refusedAs("INVALID_INPUT", fromDevice(device, own, other.token()).send());
    assertThat(till.debits()).isOne();
    assertThat(other.debits()).isZero();
  }

  @Test
  void too_little_money_waits_for_the_customer_and_ends_after_its_time() {
    GATEWAY.provider().setBalance(till.phone(), "5.00");
    var order = till.order("10");
    var paid = till.pay(order);
    assertThat(paid.path("status").asString()).isEqualTo("PENDING");
    var start = paid.at("/payment/authentication/url").asString();
    assertThat(start).contains("/pay/start/");
    var page = GATEWAY.open().get(start.substring(start.indexOf("/pay/"))).send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("balance is too low");
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    GATEWAY.clock().advance(Duration.ofSeconds(899));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    GATEWAY.provider().setBalance(till.phone(), "50.00");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.balance()).isEqualByComparingTo("40");
  }

  @Test
  void a_refused_connection_is_provably_not_sent_and_can_be_paid_again() {
    var order = till.order("10");
    GATEWAY.provider().refuseConnections();
    assertThat(till.pay(order).path("status").asString()).isEqualTo("JUSPAY_DECLINED");
    assertThat(till.stored(order)).isEqualTo("JUSPAY_DECLINED 22");
    GATEWAY.provider().goUp();
    var again = till.pay(order);
    assertThat(again.path("status").asString()).isEqualTo("CHARGED");
    assertThat(again.path("txn_id").asString()).endsWith("-2");
    assertThat(till.moves(order)).containsExactly("SENDING", "NOT_SENT", "SENDING", "CHARGED");
    assertThat(till.debits()).isOne();
  }

  @Test
  void an_unknown_outcome_bars_a_second_payment() {
    var order = till.order("7010.00");
    till.pay(order);
    till.payment(order, till.token()).refused(400, "payment.in.progress");
    assertThat(till.debits()).isOne();
  }

  @Test
  void an_order_takes_25_payments_and_no_more() {
    var order = till.order("7020.00");
    for (int i = 1; i <= 25; i++) {
      assertThat(till.pay(order).path("txn_id").asString()).endsWith("-" + i);
    }
    till.payment(order, till.token()).refused(400, "request.exceeded");
    assertThat(till.debits()).isEqualTo(25);
  }

  @Test
  void a_debit_goes_to_the_number_that_was_linked() {
    till.api().post("/customers/" + till.customer()).form("mobile_number", Shop.newPhone()).ok();
    assertThat(till.pay(till.order("10")).path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.debits()).isOne();
  }

  private static ApiCall fromDevice(String device, String order, String token) {
    return GATEWAY
        .open()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "direct_wallet_token",
            token,
            "client_auth_token",
            device,
            "format",
            "json");
  }

  private static void refusedAs(String infoCode, ApiReply reply) {
    assertThat(reply.refused(400, "WALLET_TOKEN_INVALID").infoCode()).isEqualTo(infoCode);
  }
}
