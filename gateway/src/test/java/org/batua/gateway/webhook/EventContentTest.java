package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.WebhookReceiver;
import org.batua.gateway.testkit.WebhookReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What merchants read in each event, made by the flows that cause it.
class EventContentTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final List<String> ORDER =
      List.of(
          "id:STRING",
          "order_id:STRING",
          "merchant_id:STRING",
          "amount:NUMBER",
          "currency:STRING",
          "effective_amount:NUMBER",
          "date_created:STRING",
          "return_url:STRING",
          "product_id:STRING",
          "customer_id:STRING",
          "customer_email:STRING",
          "customer_phone:STRING",
          "payment_links:OBJECT",
          "udf1:STRING",
          "udf2:STRING",
          "udf3:STRING",
          "udf4:STRING",
          "udf5:STRING",
          "udf6:STRING",
          "udf7:STRING",
          "udf8:STRING",
          "udf9:STRING",
          "udf10:STRING",
          "status:STRING",
          "status_id:NUMBER",
          "txn_id:STRING",
          "txn_uuid:STRING",
          "payment_method_type:STRING",
          "payment_method:STRING",
          "auth_type:STRING",
          "payer_vpa:STRING",
          "gateway_id:NUMBER",
          "gateway_reference_id:STRING",
          "refunded:BOOLEAN",
          "amount_refunded:NUMBER",
          "bank_error_code:STRING",
          "bank_error_message:STRING",
          "offers:ARRAY",
          "metadata:OBJECT",
          "txn_detail:OBJECT");
  private static final List<String> TXN =
      List.of(
          "txn_id:STRING",
          "txn_uuid:STRING",
          "order_id:STRING",
          "status:STRING",
          "status_id:NUMBER",
          "txn_amount:NUMBER",
          "net_amount:NUMBER",
          "surcharge_amount:NUMBER",
          "tax_amount:NUMBER",
          "currency:STRING",
          "payment_method_type:STRING",
          "payment_method:STRING",
          "gateway:STRING",
          "gateway_id:NUMBER",
          "express_checkout:BOOLEAN",
          "redirect:BOOLEAN",
          "txn_flow_type:STRING",
          "error_code:STRING",
          "error_message:STRING",
          "created:STRING",
          "payment_gateway_response:OBJECT");

  private static final List<String> REFUNDED =
      with(ORDER, "payment_gateway_response:OBJECT", "refunds:ARRAY");
  private static final List<String> REFUND =
      List.of(
          "unique_request_id:STRING",
          "status:STRING",
          "sent_to_gateway:BOOLEAN",
          "refund_type:STRING",
          "refund_source:STRING",
          "ref:STRING",
          "initiated_by:STRING",
          "id:STRING",
          "error_message:STRING",
          "error_code:STRING",
          "created:STRING",
          "amount:NUMBER");

  private final Till till = Till.open(GATEWAY);
  private final WebhookReceiver receiver = WebhookReceiver.open();

  @BeforeEach
  void takeEverything() {
    GATEWAY.sweep();
    till.api().post("/webhook-endpoints").form("url", receiver.url(), "events", "*").ok();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void a_payment_tells_that_it_began_was_charged_and_paid_its_order() {
    var order = till.order("109.55");
    till.pay(order);
    GATEWAY.sweep();
    assertThat(names()).containsExactlyInAnyOrder("TXN_CREATED", "TXN_CHARGED", "ORDER_SUCCEEDED");
    assertThat(keys(order("TXN_CREATED")))
        .containsExactlyInAnyOrderElementsOf(with(ORDER, "payment_gateway_response:OBJECT"));
    var paid = order("ORDER_SUCCEEDED");
    assertThat(keys(paid))
        .containsExactlyInAnyOrderElementsOf(
            with(
                ORDER, "payment_gateway_response:OBJECT", "maximum_eligible_refund_amount:NUMBER"));
    assertThat(paid.path("status").asString() + paid.path("status_id")).isEqualTo("CHARGED21");
    assertThat(paid.path("amount").decimalValue()).isEqualByComparingTo("109.55");
    var charged = only("TXN_CHARGED").json().path("content");
    assertThat(charged.propertyNames()).containsExactly("txn");
    assertThat(keys(charged.path("txn"))).containsExactlyInAnyOrderElementsOf(TXN);
    assertThat(charged.path("txn").path("status").asString()).isEqualTo("CHARGED");
    assertThat(keys(charged.path("txn").path("payment_gateway_response")))
        .containsExactly(
            "txn_id:STRING",
            "rrn:STRING",
            "epg_txn_id:STRING",
            "auth_id_code:STRING",
            "resp_code:STRING",
            "resp_message:STRING",
            "created:STRING");
    var status = till.status(order);
    assertThat(paid.path("txn_detail")).isEqualTo(status.path("txn_detail"));
  }

  @Test
  void a_refused_payment_tells_why() {
    var order = till.order("7012.00");
    till.payment(order, till.token()).send();
    GATEWAY.sweep();
    assertThat(names()).containsExactlyInAnyOrder("TXN_CREATED", "TXN_FAILED", "ORDER_FAILED");
    var failed = order("ORDER_FAILED");
    assertThat(keys(failed))
        .containsExactlyInAnyOrderElementsOf(with(ORDER, "payment_gateway_response:OBJECT"));
    assertThat(failed.path("status").asString() + failed.path("status_id"))
        .isEqualTo("AUTHORIZATION_FAILED27");
    assertThat(failed.path("bank_error_code").asString())
        .isNotEmpty()
        .isEqualTo(failed.at("/txn_detail/error_code").asString());
    assertThat(failed.path("bank_error_message")).isEqualTo(failed.at("/txn_detail/error_message"));
    var content = only("TXN_FAILED").json().path("content");
    assertThat(content.propertyNames()).containsExactly("txn");
    assertThat(keys(content.path("txn"))).containsExactlyInAnyOrderElementsOf(TXN);
    assertThat(content.at("/txn/status").asString() + content.at("/txn/status_id"))
        .isEqualTo("AUTHORIZATION_FAILED27");
  }

  @Test
  void a_refund_tells_that_it_began_and_that_it_came_back() {
    var order = till.order("8");
    till.pay(order);
    till.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "5")
        .ok();
    till.shop().refunded(order);
    GATEWAY.sweep();
    assertThat(names()).contains("REFUND_INITIATED", "ORDER_REFUNDED");
    var refunded = order("ORDER_REFUNDED");
    assertThat(keys(refunded)).containsExactlyInAnyOrderElementsOf(REFUNDED);
    assertThat(keys(refunded.path("refunds").path(0))).containsExactlyElementsOf(REFUND);
    assertThat(refunded.path("amount_refunded").asInt()).isEqualTo(5);
    assertThat(refunded.path("refunded").asBoolean()).isFalse();
    assertThat(refunded.path("refunds").path(0).path("status").asString()).isEqualTo("SUCCESS");
    var initiated = order("REFUND_INITIATED");
    assertThat(keys(initiated)).containsExactlyInAnyOrderElementsOf(REFUNDED);
    assertThat(initiated.path("amount_refunded").asInt()).isEqualTo(5);
  }

  @Test
  void a_refund_that_is_refused_no_longer_counts_as_refunded() {
    var order = till.order("100");
    till.pay(order);
    // the simulated provider refuses a refund of this amount
    till.refund(order, "r1", "71.05").ok();
    till.settle(order);
    GATEWAY.sweep();
    var failed = order("ORDER_REFUND_FAILED");
    assertThat(keys(failed)).containsExactlyInAnyOrderElementsOf(REFUNDED);
    assertThat(keys(failed.path("refunds").path(0))).containsExactlyElementsOf(REFUND);
    assertThat(failed.at("/refunds/0/status").asString()).isEqualTo("FAILURE");
    assertThat(failed.path("amount_refunded").asInt()).isZero();
  }

  @Test
  void a_refund_that_only_a_person_can_end_says_so() {
    var order = till.order("100");
    till.pay(order);
    // the simulated provider takes a refund of this amount and never tells how it ended
    till.refund(order, "r1", "71.04").ok();
    till.settle(order);
    GATEWAY.sweep();
    var review = order("REFUND_MANUAL_REVIEW_NEEDED");
    assertThat(keys(review)).containsExactlyInAnyOrderElementsOf(REFUNDED);
    assertThat(review.at("/refunds/0/status").asString()).isEqualTo("MANUAL_REVIEW");
    assertThat(review.path("amount_refunded").decimalValue()).isEqualByComparingTo("71.04");
    assertThat(review.path("refunded").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"approve, TOPUP_SUCCEEDED, SUCCESS", "decline, TOPUP_FAILED, FAILURE"})
  void a_topup_tells_how_it_ended(String decision, String event, String status) {
    var name = "topup_" + Shop.newPhone();
    var begun =
        till.api()
            .post("/wallets/" + till.wallet() + "/topup")
            .form("amount", "250", "topup_txn_id", name)
            .ok();
    GATEWAY.browser().open(begun.path("payment_url").asString()).submit().decide(decision);
    GATEWAY.sweep();
    var topup = only(event).json().path("content").path("topup");
    assertThat(keys(topup))
        .containsExactly(
            "topup_txn_id:STRING",
            "wallet_id:STRING",
            "status:STRING",
            "amount:NUMBER",
            "error_code:STRING",
            "error_message:STRING");
    assertThat(topup.path("topup_txn_id").asString()).isEqualTo(name);
    assertThat(topup.path("status").asString()).isEqualTo(status);
  }

  @Test
  void a_wallet_tells_that_it_is_linked_and_no_longer() {
    var wallet = till.shop().wallet(Shop.newPhone());
    till.shop().linked(wallet);
    GATEWAY.sweep();
    var linked = only("WALLET_LINKED").json().path("content").path("wallet");
    assertThat(keys(linked).stream().map(key -> key.split(":", -1)[0]))
        .containsExactly(
            "id", "object", "wallet", "token", "current_balance", "linked", "last_refreshed");
    assertThat(linked.path("id").asString()).isEqualTo(wallet);
    assertThat(linked.path("linked").booleanValue()).isTrue();
    assertThat(linked.path("token").isNull()).isTrue();
    till.shop().command(wallet, "delink").ok();
    GATEWAY.sweep();
    var gone = only("WALLET_DELINKED").json().path("content").path("wallet");
    assertThat(gone.path("linked").booleanValue()).isFalse();
  }

  @Test
  void events_are_listed_at_once_with_their_deliveries() {
    var order = till.order("3");
    till.pay(order);
    var events = till.api().get("/events?order_id=" + order).ok();
    assertThat(events.path("count").asInt()).isEqualTo(3);
    var first = events.path("list").path(0);
    assertThat(first.path("order_id").asString()).isEqualTo(order);
    assertThat(first.path("deliveries")).hasSize(1);
    var one = till.api().get("/events/" + first.path("id").asString()).ok();
    assertThat(one.path("event_name")).isEqualTo(first.path("event_name"));
  }

  private JsonNode order(String name) {
    return only(name).json().path("content").path("order");
  }

  private Received only(String name) {
    var all = receiver.named(name);
    assertThat(all).as(names().toString()).hasSize(1);
    return all.getFirst();
  }

  private List<String> names() {
    return receiver.received().stream().map(Received::name).toList();
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.properties()
        .forEach(entry -> keys.add(entry.getKey() + ":" + entry.getValue().getNodeType()));
    return keys;
  }

  private static List<String> with(List<String> keys, String... more) {
    List<String> all = new ArrayList<>(keys);
    all.addAll(List.of(more));
    return all;
  }
}
