package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process dies between intent and outcome, and what it was doing is found out by another one.
class PaymentResolutionTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void another_process_finds_out_what_a_dead_one_was_sending() throws Exception {
    var order = till.order("7004.00");
    var token = till.token();
    var arrived = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(release);
            });
    var paying = Thread.ofVirtual().start(() -> till.payment(order, token).send());
    await(arrived);
    assertThat(till.moves(order)).containsExactly("SENDING");
    GATEWAY.pace().answerAtOnce();
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute("update txn set sender = 'prc_dead'" + " where status = 'SENDING'"));
    GATEWAY.sweepElsewhere();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    release.countDown();
    paying.join();
    assertThat(till.moves(order)).containsExactly("SENDING", "SENDING", "UNKNOWN", "CHARGED");
    assertThat(till.balance()).as("paid once").isEqualByComparingTo("2996");
    assertThat(till.books(order)).hasSize(1);
  }

  @Test
  void what_an_alive_process_is_sending_is_left_alone() throws Exception {
    var order = till.order("7004.00");
    var token = till.token();
    var arrived = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(release);
            });
    var paying = Thread.ofVirtual().start(() -> till.payment(order, token).send());
    await(arrived);
    GATEWAY.sweepElsewhere();
    assertThat(till.moves(order)).containsExactly("SENDING");
    release.countDown();
    paying.join();
    assertThat(till.moves(order)).containsExactly("SENDING", "CHARGED");
  }

  @Test
  void a_restart_keeps_what_is_unknown_and_goes_on_asking() {
    var order = till.order("7005.00");
    till.pay(order);
    GATEWAY.restart();
    assertThat(till.stored(order)).isEqualTo("AUTHORIZING 28");
    till.settle(order);
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.debits()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"money_journal", "txn_move", "refund_move", "topup_move"})
  void history_and_books_are_only_ever_added_to(String table) {
    till.refund(till.paid("100"), "r1", "10").ok();
    for (var change : new String[] {"update %s set at = now()", "delete from %s", "truncate %s"}) {
      assertThatThrownBy(
              () -> GATEWAY.tables().useHandle(handle -> handle.execute(change.formatted(table))))
          .hasMessageContaining("is only ever added to");
    }
  }

  @ParameterizedTest
  @CsvSource({"9000000042, false", "9000000041, true"})
  void dead_credentials_unlink_the_wallet_unless_they_can_be_renewed(
      String phone, boolean renewable) {
    var customer = Till.open(GATEWAY, phone);
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    var paid = customer.pay(customer.order("10"));
    assertThat(paid.path("status").asString())
        .isEqualTo(renewable ? "CHARGED" : "AUTHORIZATION_FAILED");
    assertThat(customer.shop().read(customer.wallet()).path("linked").asBoolean())
        .isEqualTo(renewable);
  }

  @Test
  void a_link_that_the_customer_ended_is_found_out_by_the_debit() {
    GATEWAY.provider().revoke(till.phone());
    var paid = till.pay(till.order("10"));
    assertThat(paid.path("status").asString()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
    assertThat(till.balance()).isEqualByComparingTo("10000");
  }

  @Test
  void credentials_that_die_after_the_first_debit_unlink_at_the_second() {
    var customer = Till.open(GATEWAY, "9000000043");
    customer.paid("10");
    var second = customer.pay(customer.order("10"));
    assertThat(second.path("error_code").asString()).isEqualTo("TOKEN_INVALID");
    assertThat(customer.shop().read(customer.wallet()).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_token_that_the_provider_revokes_at_the_debit_unlinks_the_wallet() {
    till.pay(till.order("7014.00"));
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
