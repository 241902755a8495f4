package org.batua.gateway.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Refunds whose sender died, and refunds that nobody can decide.
class RefundSenderTest {
  /// The provider gives it back, but its answer does not come in time.
  private static final String TIMEOUT = "71.03";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void another_process_finds_out_what_a_dead_one_was_giving_back() throws Exception {
    var order = till.paid("100");
    beginsToSend(order);
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute("update refund set sender = 'prc_dead' where status = 'SENDING'"));
    GATEWAY.sweepElsewhere();
    assertThat(till.status(order).at("/refunds/0/status").asString()).isEqualTo("SUCCESS");
    release.countDown();
    assertThat(till.refundMoves(order))
        .containsExactly("QUEUED", "SENDING", "UNKNOWN", "SUCCEEDED");
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7103");
    assertThat(till.balance()).isEqualByComparingTo("9971.03");
  }

  @Test
  void what_an_alive_process_is_giving_back_is_left_alone() throws Exception {
    var order = till.paid("100");
    beginsToSend(order);
    GATEWAY.sweepElsewhere();
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING");
    release.countDown();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    till.settle(order);
    assertThat(till.refundMoves(order))
        .containsExactly("QUEUED", "SENDING", "UNKNOWN", "SUCCEEDED");
    assertThat(till.balance()).isEqualByComparingTo("9971.03");
  }

  @Test
  void a_sender_that_is_alive_but_too_slow_is_overtaken_at_its_deadline() throws Exception {
    var order = till.paid("100");
    beginsToSend(order);
    GATEWAY.clock().advance(Duration.ofSeconds(34));
    GATEWAY.sweepElsewhere();
    assertThat(till.refundState(order)).isEqualTo("SENDING");
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    GATEWAY.sweepElsewhere();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
    release.countDown();
  }

  /// Eight are sent at a time for each provider, and no longer than two seconds after they were
  /// asked for: then the sweep sends.
  @Test
  void a_slow_provider_holds_up_its_own_refunds_only_and_the_sweep_sends_what_waits()
      throws Exception {
    var orders = IntStream.range(0, 8).mapToObj(_ -> till.paid("100")).toList();
    var ninth = till.paid("100");
    var elsewhere = Till.at(GATEWAY, GATEWAY.newShop("PAYTM"), Shop.newPhone());
    var paidElsewhere = elsewhere.paid("100");
    var arrived = new CountDownLatch(8);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(release);
            });
    orders.forEach(order -> till.refund(order, "r1", TIMEOUT).ok());
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    till.refund(ninth, "r1", "10").ok();
    elsewhere.refund(paidElsewhere, "r1", "10").ok();
    assertThat(elsewhere.refundSent(paidElsewhere)).isEqualTo("SUCCEEDED");
    GATEWAY.sweep();
    assertThat(till.refundMoves(ninth)).containsExactly("QUEUED");
    GATEWAY.clock().advance(Duration.ofSeconds(2));
    GATEWAY.sweep();
    assertThat(till.refundMoves(ninth)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
    GATEWAY.pace().answerAtOnce();
    release.countDown();
  }

  @Test
  void what_the_provider_cannot_tell_for_ten_days_waits_for_a_person() {
    var order = till.paid("100");
    till.refund(order, "r1", TIMEOUT).ok();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    GATEWAY.provider().goDown();
    for (int day = 0; day < 10; day++) {
      GATEWAY.clock().advance(Duration.ofDays(1));
      GATEWAY.sweep();
      assertThat(till.status(order).at("/refunds/0/status").asString()).isEqualTo("PENDING");
    }
    GATEWAY.clock().advance(Duration.ofDays(1));
    GATEWAY.sweep();
    GATEWAY.provider().goUp();
    GATEWAY.clock().advance(Duration.ofDays(1));
    GATEWAY.sweep();
    var shown = till.status(order);
    assertThat(shown.at("/refunds/0/status").asString()).isEqualTo("MANUAL_REVIEW");
    assertThat(shown.at("/refunds/0/error_code").asString()).isEqualTo("UNDECIDED");
    assertThat(shown.path("amount_refunded").decimalValue()).isEqualByComparingTo(TIMEOUT);
    assertThat(till.books(order)).containsExactly("DEBIT 10000");
    till.refund(order, "r2", "28.98").refused(400, "invalid.amount.exceeded");
  }

  /// Asks for a refund; returns while its sender waits for the provider's answer.
  private void beginsToSend(String order) throws InterruptedException {
    var arrived = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(release);
            });
    till.refund(order, "r1", TIMEOUT).ok();
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    GATEWAY.pace().answerAtOnce();
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
