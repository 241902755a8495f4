package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Orders that somebody else has locked in the database hold up no other payment.
class LockedOrdersTest {
  private static final int LOCKED = 3;

  /// A payment behind the lock would wait for its end, or for the limit of a statement.
  private static final Duration PROMPTLY = Duration.ofSeconds(10);

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void strangers_pay_while_the_outcomes_of_others_wait_for_a_lock() throws Exception {
    var tills = IntStream.range(0, LOCKED).mapToObj(_ -> Till.open(GATEWAY)).toList();
    var orders = tills.stream().map(till -> till.order("7004.00")).toList();
    var stranger = Till.open(GATEWAY);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var locker = GATEWAY.tables().open()) {
      beginToPay(executor, tills, orders);
      locker.begin();
      locker.execute("select id from merchant_order where amount_minor = 700400 for update");
      release.countDown();
      for (int i = 0; i < 12; i++) {
        var begun = System.nanoTime();
        stranger.paid("11");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPTLY);
      }
      orders.forEach(order -> assertThat(tills.getFirst().moves(order)).doesNotContain("CHARGED"));
      locker.rollback();
    }
    for (int i = 0; i < LOCKED; i++) {
      assertThat(tills.get(i).moves(orders.get(i))).containsExactly("SENDING", "CHARGED");
    }
  }

  /// Returns when all of them wait for the provider's answer.
  private void beginToPay(ExecutorService executor, List<Till> tills, List<String> orders)
      throws InterruptedException {
    var arrived = new CountDownLatch(LOCKED);
    var tokens = tills.stream().map(Till::token).toList();
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(release);
            });
    for (int i = 0; i < LOCKED; i++) {
      var call = tills.get(i).payment(orders.get(i), tokens.get(i));
      var _ = executor.submit(call::send);
    }
    assertThat(arrived.await(90, TimeUnit.SECONDS)).isTrue();
    GATEWAY.pace().answerAtOnce();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
