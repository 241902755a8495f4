package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a provider tells only after we have given a payment up.
class LateTruthTest {
  /// Debited; not found three times, found afterwards.
  private static final String FOUND_LATE = "7018.00";

  private static final String NEVER_ARRIVED = "7008.00";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void what_was_given_up_is_asked_about_again_without_the_merchant() {
    var order = givenUp(FOUND_LATE);
    GATEWAY.clock().advance(Duration.ofHours(1));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.moves(order))
        .containsExactly("SENDING", "UNKNOWN", "PRESUMED_FAILED", "CHARGED");
    assertThat(till.events(order))
        .containsExactly(
            "TXN_CREATED", "TXN_FAILED", "ORDER_FAILED", "TXN_CHARGED", "ORDER_SUCCEEDED");
    assertThat(till.books(order)).containsExactly("DEBIT 701800");
  }

  @Test
  void questions_about_what_never_arrived_end_after_three_days() {
    var order = givenUp(NEVER_ARRIVED);
    var asked = inquiries();
    for (int day = 0; day < 5; day++) {
      GATEWAY.clock().advance(Duration.ofDays(1));
      GATEWAY.sweep();
    }
    var inThreeDays = inquiries() - asked;
    assertThat(inThreeDays).isBetween(3, 5);
    GATEWAY.clock().advance(Duration.ofDays(30));
    GATEWAY.sweep();
    assertThat(inquiries() - asked).isEqualTo(inThreeDays);
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
  }

  /// The first payment comes to light while the second is under way, and the second after it.
  @Test
  void a_second_charge_that_comes_to_light_goes_back_by_itself() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = givenUp(FOUND_LATE);
    var first = till.status(order).path("txn_id").asString();
    till.pay(order);
    for (int hour = 0; hour < 12; hour++) {
      GATEWAY.clock().advance(Duration.ofHours(1));
      GATEWAY.sweep();
    }
    assertThat(till.books(order)).containsExactly("DEBIT 701800", "DEBIT 701800", "REFUND 701800");
    assertThat(till.events(order)).containsOnlyOnce("ORDER_SUCCEEDED").contains("ORDER_REFUNDED");
    assertThat(till.balance()).isEqualByComparingTo("12982");
    var shown = till.status(order);
    assertThat(shown.path("txn_id").asString()).isEqualTo(first);
    assertThat(shown.path("status").asString()).isEqualTo("CHARGED");
    assertThat(shown.path("refunded").asBoolean(true)).isFalse();
    assertThat(shown.path("amount_refunded").decimalValue()).isZero();
    assertThat(shown.path("refunds")).hasSize(1);
    assertThat(shown.at("/refunds/0/initiated_by").asString()).isEqualTo("SYSTEM");
    assertThat(shown.at("/refunds/0/status").asString()).isEqualTo("SUCCESS");
    assertThat(shown.at("/refunds/0/amount").decimalValue()).isEqualByComparingTo("7018");

    till.refund(order, "own", "7018").ok();
    till.refundSent(order);
    assertThat(till.status(order).path("refunded").asBoolean()).isTrue();
    assertThat(till.balance()).isEqualByComparingTo("20000");
  }

  @Test
  void a_late_success_after_another_payment_goes_back_under_its_own_reference() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = givenUp(FOUND_LATE);
    askedInAnHour();
    var paying = till.pay(order).path("txn_id").asString();
    foundAtLast(order);
    var references = references(order);
    assertThat(till.status(order).path("txn_id").asString()).isEqualTo(paying).endsWith("-2");
    assertThat(till.books(order)).containsExactly("DEBIT 701800");

    GATEWAY.clock().advance(Duration.ofHours(1));
    GATEWAY.sweep();
    till.settle(order);
    var shown = till.status(order);
    assertThat(shown.path("txn_id").asString()).isEqualTo(paying);
    assertThat(shown.path("amount_refunded").decimalValue()).isZero();
    assertThat(shown.at("/refunds/0/status").asString()).isEqualTo("SUCCESS");
    assertThat(shown.at("/refunds/0/unique_request_id").asString())
        .startsWith("second_charge_txn_");
    assertThat(till.books(order)).containsExactly("DEBIT 701800", "DEBIT 701800", "REFUND 701800");
    assertThat(till.events(order)).containsOnlyOnce("ORDER_SUCCEEDED").contains("REFUND_INITIATED");
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
    assertThat(refundsAtProvider(references.getFirst())).isOne();
    assertThat(refundsAtProvider(references.getLast())).isZero();
    assertThat(till.balance()).isEqualByComparingTo("12982");
  }

  @Test
  void a_merchant_cannot_take_the_name_of_a_refund_that_comes_by_itself() {
    var order = till.paid("10");
    var txn = till.status(order).path("txn_uuid").asString();
    till.refund(order, "second_charge_" + txn, "1").refused(400, "INVALID_REQUEST");
  }

  /// As if it had been asked about more often before it was given up.
  private static void askedInAnHour() {
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update txn set next_check_at = next_check_at + interval '1 hour'"
                        + " where status = 'PRESUMED_FAILED' and next_check_at is not null"));
  }

  /// Time passes until the latest payment is found; the one that was given up is not due yet.
  private void foundAtLast(String order) {
    for (int seconds : List.of(5, 15, 45, 120)) {
      GATEWAY.clock().advance(Duration.ofSeconds(seconds));
      GATEWAY.sweep();
    }
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
  }

  private static List<String> references(String order) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select t.reference from txn t join merchant_order o"
                            + " on o.id = t.order_ref where o.order_id = ? order by t.attempt",
                        order)
                    .mapTo(String.class)
                    .list());
  }

  private static int refundsAtProvider(String reference) {
    return GATEWAY.provider().count("refund", "ref=" + reference);
  }

  /// An order whose payment the provider did not know until it counted as failed.
  private String givenUp(String amount) {
    var order = till.order(amount);
    till.pay(order);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    return order;
  }

  private int inquiries() {
    return GATEWAY.provider().count("inquiry", "");
  }
}
