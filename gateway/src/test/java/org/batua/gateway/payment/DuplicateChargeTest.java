package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where second charges are not given back by themselves, the merchant does it.
class DuplicateChargeTest {
  private static final String FOUND_LATE = "7018.00";

  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("debit.second_charge", "keep");

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_second_charge_goes_back_by_its_own_name_beside_the_order_s_refunds() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order(FOUND_LATE);
    till.pay(order);
    pass(List.of(960, 960, 960));
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    var late = till.pay(order).path("txn_id").asString();
    pass(List.of(120));
    assertThat(till.status(order).path("txn_id").asString()).as("found first").endsWith("-1");
    pass(List.of(15, 45, 120, 300));
    assertThat(till.books(order)).containsExactly("DEBIT 701800", "DEBIT 701800");
    assertThat(till.status(order).path("refunds")).isEmpty();

    refund(late, "r1", "7018.01").refused(400, "invalid.amount.exceeded");
    var one = refund(late, "r1", "18").ok();
    assertThat(one.path("initiated_by").asString()).isEqualTo("API");
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    refund(late, "r2", "7000.01").refused(400, "invalid.amount.exceeded");
    refund(late, "r2", "7000").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(till.status(order).path("amount_refunded").decimalValue()).isZero();

    GATEWAY.clock().advance(Duration.ofSeconds(3));
    till.refund(order, "r3", FOUND_LATE).ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    var shown = till.status(order);
    assertThat(shown.path("refunded").asBoolean()).isTrue();
    assertThat(shown.path("amount_refunded").decimalValue()).isEqualByComparingTo("7018");
    assertThat(till.balance()).isEqualByComparingTo("20000");
  }

  private ApiCall refund(String txn, String id, String amount) {
    return till.api()
        .post("/refunds")
        .form("txn_id", txn, "unique_request_id", id, "amount", amount);
  }

  private static void pass(List<Integer> seconds) {
    for (int step : seconds) {
      GATEWAY.clock().advance(Duration.ofSeconds(step));
      GATEWAY.sweep();
    }
  }
}
