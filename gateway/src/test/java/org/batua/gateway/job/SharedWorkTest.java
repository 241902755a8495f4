package org.batua.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two processes on one database share what is due.
@Tag("slow")
class SharedWorkTest {
  /// More than one process takes at a time.
  private static final int BACKLOG = 70;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("provider.refund_seconds", "300");

  private final Till till = Till.open(GATEWAY);

  @Test
  void what_one_process_has_not_taken_is_taken_by_another_meanwhile() {
    var orders = refundsThatWait();
    var release = new CountDownLatch(1);
    GATEWAY.provider().goUp();
    GATEWAY.provider().goWrong("late");
    GATEWAY.pace().answerAfter(() -> await(release));
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    assertThat(due()).isEqualTo(BACKLOG);
    try (var other = GATEWAY.another()) {
      GATEWAY.gateway().startJobs();
      other.listen();
      other.startJobs();
      Eventually.until("nothing is left, while no answer came", () -> due() == 0);
      assertThat(orders).noneMatch(order -> till.refundState(order).equals("SUCCEEDED"));
      release.countDown();
      Eventually.until(
          "each is refunded",
          () -> orders.stream().allMatch(order -> till.refundState(order).equals("SUCCEEDED")));
    } finally {
      release.countDown();
      GATEWAY.provider().goRight();
    }
    assertThat(orders)
        .allSatisfy(
            order -> assertThat(till.books(order)).containsExactly("DEBIT 1000", "REFUND 1000"));
  }

  private List<String> refundsThatWait() {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < BACKLOG; i++) {
      orders.add(till.paid("10"));
    }
    GATEWAY.provider().refuseConnections();
    orders.forEach(order -> till.refund(order, "r", "10").ok());
    Eventually.until(
        "each was tried in vain",
        () -> orders.stream().allMatch(order -> till.refundMoves(order).size() == 3));
    return orders;
  }

  private static int due() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from refund where next_check_at <= :now")
                    .bind("now", GATEWAY.clock().instant())
                    .mapTo(Integer.class)
                    .one());
  }

  /// Without an end of its own: the call's time is longer than the test's patience.
  private static void await(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
