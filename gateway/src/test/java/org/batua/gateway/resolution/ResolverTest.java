package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is learnt about a transaction is stored where it belongs, or comes before a person.
class ResolverTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  /// The answer about the first reference comes when the payment goes on under a second one.
  @Test
  void a_stale_answer_about_an_old_reference_changes_nothing() throws Exception {
    var slow = Till.open(GATEWAY, "9000000051");
    var order = slow.order("7007.00");
    slow.pay(order);
    slow.status(order);
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              asked.countDown();
              await(release);
            });
    var asking = Thread.ofVirtual().start(() -> slow.status(order));
    await(asked);
    execute("update txn set reference = reverse(reference) where id = ?", payment(order));
    GATEWAY.pace().answerAtOnce();
    release.countDown();
    asking.join();
    assertThat(slow.moves(order)).containsExactly("SENDING", "UNKNOWN", "PENDING");
  }

  @Test
  void a_transition_that_cannot_be_stored_backs_off_and_comes_before_a_person() {
    var order = till.order("7005.00");
    till.pay(order);
    execute(
        """
        create function refuse_charge() returns trigger language plpgsql as $$
        begin
          if new.status = 'CHARGED' then raise exception 'cannot be stored'; end if;
          return new;
        end $$
        """);
    execute(
        "create trigger refuse_charge before update on txn for each row"
            + " execute function refuse_charge()");
    try {
      for (int seconds : new int[] {5, 15, 45, 120, 300, 900}) {
        GATEWAY.clock().advance(Duration.ofSeconds(seconds));
        GATEWAY.sweep();
      }
      assertThat(till.moves(order)).endsWith("MANUAL_REVIEW");
      assertThat(text("select error from txn where id = ?", payment(order)))
          .isEqualTo(FailureReason.NOT_STORABLE.code());
      assertThat(GATEWAY.open().get("/metrics").send().body())
          .contains("batua_money_not_storable_total{kind=\"payment\"} ");
    } finally {
      execute("drop trigger refuse_charge on txn");
    }
  }

  @Test
  void a_machine_whose_clock_is_off_decides_nothing() {
    var order = till.order("7008.00");
    till.pay(order);
    try (var fast = GATEWAY.anotherWithClockOff(Duration.ofMinutes(20))) {
      for (int i = 0; i < 3; i++) {
        GATEWAY.clock().advance(Duration.ofSeconds(50));
        fast.sweep();
      }
    }
    assertThat(till.moves(order)).containsExactly("SENDING", "UNKNOWN");
  }

  @Test
  void a_person_may_correct_what_is_only_presumed() {
    var order = till.order("7008.00");
    till.pay(order);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    assertThat(till.moves(order)).endsWith("PRESUMED_FAILED");
    var decision = new ReviewDecision("Asha Rao", "the provider's statement", "");
    assertThat(
            GATEWAY
                .gateway()
                .manualReview()
                .settle(payment(order), ManualReview.Ending.MOVED, decision))
        .isInstanceOf(ReviewDecision.Effect.Settled.class);
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.books(order)).containsExactly("DEBIT 700800");
    assertThat(till.events(order)).contains("ORDER_SUCCEEDED");
  }

  private String payment(String order) {
    return text(
        "select t.id from txn t join merchant_order o on o.id = t.order_ref"
            + " where o.order_id = ?",
        order);
  }

  private static String text(String sql, Object... values) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, values).mapTo(String.class).one());
  }

  private static void execute(String sql, Object... values) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql, values));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
