package org.batua.gateway.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Refunds that their provider does not know for long: the amount stays reserved until the end is
/// certain, so that money never goes back twice.
class RefundResolutionTest {
  /// Its answer is lost; not found three times, then given back.
  private static final String FOUND_LATE = "71.08";

  /// Never arrives, and is never found.
  private static final String NEVER_ARRIVED = "71.04";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.at(GATEWAY, GATEWAY.newShop("PAYTM"), Shop.newPhone());
  private final String order = till.paid("100");

  @Test
  void what_is_not_found_keeps_its_amount_and_a_late_success_is_booked() {
    notFoundThreeTimes(FOUND_LATE);
    assertThat(till.refundState(order)).isEqualTo("PRESUMED_FAILED");
    assertThat(shown("status")).isEqualTo("PENDING");
    assertThat(shown("error_code")).isEmpty();
    till.refund(order, "r2", FOUND_LATE).refused(400, "invalid.amount.exceeded");
    GATEWAY.clock().advance(Duration.ofDays(1));
    GATEWAY.sweep();
    assertThat(shown("status")).isEqualTo("SUCCESS");
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7108");
    assertThat(till.events(order)).contains("ORDER_REFUNDED");
    assertThat(till.status(order).path("amount_refunded").decimalValue())
        .isEqualByComparingTo(FOUND_LATE);
  }

  @Test
  void a_merchant_who_asks_learns_of_a_late_success() {
    notFoundThreeTimes(FOUND_LATE);
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    assertThat(shown("status")).isEqualTo("SUCCESS");
  }

  @Test
  void what_is_never_found_waits_for_a_person_in_the_end() {
    notFoundThreeTimes(NEVER_ARRIVED);
    for (int day = 0; day < 12; day++) {
      GATEWAY.clock().advance(Duration.ofDays(1));
      GATEWAY.sweep();
    }
    assertThat(shown("status")).isEqualTo("MANUAL_REVIEW");
    till.refund(order, "r2", NEVER_ARRIVED).refused(400, "invalid.amount.exceeded");
    settle(ManualReview.Ending.NOT_MOVED);
    assertThat(shown("status")).isEqualTo("FAILURE");
    till.refund(order, "r2", "71").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_person_may_decide_before_the_provider_can_take_no_longer() {
    notFoundThreeTimes(FOUND_LATE);
    settle(ManualReview.Ending.MOVED);
    assertThat(shown("status")).isEqualTo("SUCCESS");
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7108");
    GATEWAY.clock().advance(Duration.ofDays(1));
    GATEWAY.sweep();
    assertThat(till.books(order)).hasSize(2);
  }

  @Test
  void what_a_dead_process_was_sending_is_sent_again_and_given_back_once() {
    var afterPaying = GATEWAY.provider("PAYTM").balance(till.phone());
    till.refund(order, "r1", "71.03").ok();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    execute("update refund set status = 'SENDING', sender = 'prc_dead' where status = 'UNKNOWN'");
    GATEWAY.sweepElsewhere();
    till.settle(order);
    assertThat(till.refundMoves(order)).endsWith("SUCCEEDED");
    assertThat(GATEWAY.provider("PAYTM").balance(till.phone()).subtract(afterPaying))
        .isEqualByComparingTo("71.03");
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7103");
  }

  @Test
  void one_that_never_left_a_dead_process_is_given_back_within_the_sweep() {
    GATEWAY.provider("PAYTM").goDown();
    till.refund(order, "r1", "10").ok();
    till.refundSent(order);
    GATEWAY.provider("PAYTM").goUp();
    execute(
        "update refund set status = 'SENDING', sender = 'prc_dead', sent_at = updated_at"
            + " where order_ref = (select id from merchant_order where order_id = '"
            + order
            + "')");
    GATEWAY.sweepElsewhere();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
  }

  private void notFoundThreeTimes(String amount) {
    till.refund(order, "r1", amount).ok();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
  }

  private void settle(ManualReview.Ending ending) {
    var id = till.status(order).at("/refunds/0/id").asString();
    var decision = new ReviewDecision("Asha Rao", "the provider's statement", "");
    assertThat(GATEWAY.gateway().manualReview().settle(id, ending, decision))
        .isInstanceOf(ReviewDecision.Effect.Settled.class);
  }

  private String shown(String field) {
    return till.status(order).at("/refunds/0/" + field).asString();
  }

  private static void execute(String sql) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql));
  }
}
