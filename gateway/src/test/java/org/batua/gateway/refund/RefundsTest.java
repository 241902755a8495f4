package org.batua.gateway.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundsTest {
  private static final Duration MOMENT = Duration.ofSeconds(3);

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  // amount | state in the end | its word | rupees that came back | history
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.00 | SUCCEEDED    | SUCCESS       | 10.00 | SUCCEEDED",
        "71.01 | SUCCEEDED    | SUCCESS       | 71.01 | PENDING SUCCEEDED",
        "71.02 | DECLINED     | FAILURE       | 0     | PENDING DECLINED",
        "71.03 | SUCCEEDED    | SUCCESS       | 71.03 | UNKNOWN SUCCEEDED",
        "71.04 | MANUAL_REVIEW | MANUAL_REVIEW | 0     | UNKNOWN MANUAL_REVIEW",
        "71.05 | DECLINED     | FAILURE       | 0     | DECLINED",
        "71.06 | DECLINED     | FAILURE       | 0     | DECLINED",
        "71.07 | SUCCEEDED    | SUCCESS       | 71.07 | UNKNOWN SUCCEEDED",
      })
  void each_amount_ends_as_the_provider_decided(
      String amount, String state, String word, String back, String moves) {
    var order = till.paid("100");
    var before = till.balance();
    var asked = till.refund(order, "r1", amount).ok();
    assertThat(asked.at("/refunds/0/status").asString()).isEqualTo("PENDING");
    assertThat(asked.at("/refunds/0/sent_to_gateway").asBoolean(true)).isFalse();
    till.refundSent(order);
    till.settle(order);
    assertThat(till.refundState(order)).isEqualTo(state);
    var shown = till.status(order);
    assertThat(shown.at("/refunds/0/status").asString()).isEqualTo(word);
    assertThat(shown.path("refunded").asBoolean(true)).isFalse();
    assertThat(String.join(" ", till.refundMoves(order))).isEqualTo("QUEUED SENDING " + moves);
    assertThat(till.balance().subtract(before)).isEqualByComparingTo(back);
    assertThat(till.books(order)).hasSize(word.equals("SUCCESS") ? 2 : 1);
    assertThat(refundCalls(order)).isOne();
    assertThat(shown.path("amount_refunded").decimalValue())
        .isEqualByComparingTo(word.equals("FAILURE") ? "0" : amount);
  }

  @Test
  void all_that_is_left_goes_back_without_an_amount() {
    var order = till.paid("100");
    till.refund(order, "r1", "30.50").ok();
    till.refundSent(order);
    GATEWAY.clock().advance(MOMENT);
    till.api().post("/orders/" + order + "/refunds").form("unique_request_id", "r2").ok();
    till.refundSent(order);
    var after = till.status(order);
    assertThat(after.path("refunded").asBoolean()).isTrue();
    assertThat(after.path("amount_refunded").asInt()).isEqualTo(100);
    assertThat(after.path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.balance()).isEqualByComparingTo("10000");
  }

  @Test
  void refusals_come_in_their_order() {
    var unknown = till.refund("order_unknown", "r1", "999").refused(400, "");
    assertThat(unknown.json().path("status").asString()).isEqualTo("NOT_FOUND");
    var unpaid = till.refund(till.order("10"), "r1", "999");
    var refused = unpaid.refused(400, "invalid.order.not_successful");
    assertThat(refused.message()).isEqualTo("Cannot process unsuccessful order.");
    assertThat(refused.json().path("status_id").asInt()).isEqualTo(-1);
    var order = till.paid("100");
    till.refund(order, "r1", "10").ok();
    till.refundSent(order);
    assertThat(till.refund(order, "r1", "999").refused(400, "duplicate.call").message())
        .isEqualTo(
            "A refund call was already completed with this unique_request_id for the order.");
    assertThat(till.refund(order, "r2", "90.01").refused(400, "invalid.amount.exceeded").message())
        .isEqualTo("Refund amount exceeds the refundable amount.");
    assertThat(till.refund(order, "r2", "10").refused(400, "duplicate.call").message())
        .isEqualTo("A refund call was already processing with this amount for the order.");
    GATEWAY.clock().advance(MOMENT);
    till.refund(order, "r2", "10").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.001", "1e1"})
  void an_amount_has_its_form(String amount) {
    till.refund(till.paid("10"), "r1", amount).refused(400, "INVALID_REQUEST");
  }

  @Test
  void the_same_refund_again_answers_what_is_stored() {
    var order = till.paid("100");
    till.refund(order, "r1", "10").ok();
    till.refundSent(order);
    GATEWAY.clock().advance(MOMENT);
    var again = till.refund(order, "r1", "10.00").ok();
    assertThat(again.path("refunds")).hasSize(1);
    assertThat(again.at("/refunds/0/status").asString()).isEqualTo("SUCCESS");
    assertThat(refundCalls(order)).isOne();
  }

  @Test
  void a_failed_refund_frees_its_amount() {
    var order = till.paid("71.05");
    till.refund(order, "r1", "71.05").ok();
    assertThat(till.refundSent(order)).isEqualTo("DECLINED");
    GATEWAY.clock().advance(MOMENT);
    till.refund(order, "r2", "71").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_second_refund_waits_while_the_first_is_open() {
    var order = till.paid("200");
    till.refund(order, "r1", "71.04").ok();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    GATEWAY.clock().advance(MOMENT);
    till.refund(order, "r2", "20").ok();
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    assertThat(till.refundState(order)).isEqualTo("QUEUED");
    assertThat(refundCalls(order)).isOne();
  }

  @Test
  void an_order_takes_25_refunds_and_no_more() {
    var order = till.paid("100");
    for (int i = 1; i <= 25; i++) {
      till.refund(order, "r" + i, "1").ok();
      assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
      GATEWAY.clock().advance(MOMENT);
    }
    till.refund(order, "r26", "1").refused(400, "request.exceeded");
    assertThat(till.balance()).isEqualByComparingTo("9925");
  }

  @Test
  void legacy_paths_and_names_of_the_payment_work() {
    var order = till.paid("100");
    till.api()
        .post("/order/refund")
        .form("order_id", order, "unique_request_id", "r1", "amount", "1")
        .ok();
    till.refundSent(order);
    var txn = till.status(order).path("txn_id").asString();
    var one =
        till.api()
            .post("/refunds")
            .form("txn_id", txn, "unique_request_id", "r2", "amount", "2")
            .ok();
    assertThat(one.path("unique_request_id").asString()).isEqualTo("r2");
    assertThat(one.path("order_id").asString()).isEqualTo(order);
    till.refundSent(order);
    till.api()
        .post("/refunds")
        .form("order_id", order, "unique_request_id", "r3", "amount", "3")
        .ok();
    till.refundSent(order);
    till.api()
        .post("/refunds")
        .form("txn_id", txn.replaceAll("-1$", "-9"), "unique_request_id", "r4", "amount", "4")
        .refused(400, "");
  }

  @Test
  void a_payment_that_failed_is_not_refunded_by_its_name() {
    var order = till.order("10");
    GATEWAY.provider().refuseConnections();
    var failed = till.pay(order).path("txn_id").asString();
    GATEWAY.provider().goUp();
    till.pay(order);
    till.api()
        .post("/refunds")
        .form("txn_id", failed, "unique_request_id", "r1")
        .refused(400, "invalid.order.not_successful");
  }

  @Test
  void a_refund_that_is_not_sent_is_sent_later() {
    var order = till.paid("100");
    GATEWAY.provider().refuseConnections();
    till.refund(order, "r1", "10").ok();
    Eventually.until("the refund comes back unsent", () -> till.refundMoves(order).size() >= 3);
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "QUEUED");
    GATEWAY.provider().goUp();
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
    assertThat(refundCalls(order)).isOne();
  }

  @Test
  void foreign_orders_are_unknown() {
    var order = till.paid("10");
    var other = Till.open(GATEWAY);
    var reply = other.refund(order, "r1", "1").refused(400, "");
    assertThat(reply.json().path("status").asString()).isEqualTo("NOT_FOUND");
    assertThat(till.books(order)).hasSize(1);
  }

  private int refundCalls(String order) {
    var reference =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select t.reference from txn t join merchant_order o"
                                + " on o.id = t.order_ref where o.order_id = ?",
                            order)
                        .mapTo(String.class)
                        .one());
    return GATEWAY.provider().count("refund", "ref=" + reference);
  }
}
