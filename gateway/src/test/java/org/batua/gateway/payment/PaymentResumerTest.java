package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A payment that waits for the customer to add money keeps nobody from paying in another way.
class PaymentResumerTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_new_payment_takes_the_place_of_one_that_waits_for_money() {
    var order = waiting();
    GATEWAY.provider().setBalance(till.phone(), "500");
    var paid = till.pay(order);
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    assertThat(paid.path("txn_id").asString()).endsWith("-2");
    assertThat(till.moves(order))
        .containsExactlyInAnyOrder("SENDING", "AWAITING_FUNDS", "DECLINED", "SENDING", "CHARGED");
    assertThat(till.balance()).isEqualByComparingTo("400");
    GATEWAY.clock().advance(Duration.ofHours(1));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.books(order)).containsExactly("DEBIT 10000");
  }

  @Test
  void of_many_new_payments_at_once_one_takes_the_place() throws Exception {
    var order = waiting();
    GATEWAY.provider().setBalance(till.phone(), "5000");
    var calls = new ArrayList<Callable<ApiReply>>();
    for (int i = 0; i < 20; i++) {
      var call = till.payment(order, till.token());
      calls.add(call::send);
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = executor.invokeAll(calls).stream().map(Future::resultNow).toList();
      assertThat(statuses.stream().filter(it -> it.status() == 200)).hasSize(1);
      assertThat(statuses.stream().filter(it -> it.status() == 400)).hasSize(19);
    }
    assertThat(till.balance()).isEqualByComparingTo("4900");
  }

  @Test
  void waiting_ends_after_its_time_and_the_order_can_be_paid_again() {
    var order = waiting();
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    GATEWAY.provider().setBalance(till.phone(), "500");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("CHARGED");
  }

  private String waiting() {
    GATEWAY.provider().setBalance(till.phone(), "50");
    var order = till.order("100");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("PENDING");
    assertThat(till.stored(order)).isEqualTo("PENDING_VBV 23");
    return order;
  }
}
