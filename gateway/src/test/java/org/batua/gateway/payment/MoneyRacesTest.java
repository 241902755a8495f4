package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens at the same time moves money once.
class MoneyRacesTest {
  private static final int MANY = 100;

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void one_token_on_one_order_pays_once() throws Exception {
    var order = till.order("10");
    var token = till.token();
    onePaid(together(MANY, _ -> till.payment(order, token)));
  }

  @Test
  void one_token_on_many_orders_pays_one_of_them() throws Exception {
    var orders = IntStream.range(0, MANY).mapToObj(_ -> till.order("10")).toList();
    var token = till.token();
    onePaid(together(MANY, i -> till.payment(orders.get(i), token)));
  }

  private void onePaid(List<ApiReply> replies) {
    assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.status() != 200))
        .allSatisfy(
            reply ->
                assertThat(reply.refused(400, "WALLET_TOKEN_INVALID").infoCode())
                    .isEqualTo("EXPIRED"));
    assertThat(till.debits()).isOne();
    assertThat(till.balance()).isEqualByComparingTo("9990");
  }

  @Test
  void many_tokens_on_one_order_pay_it_once() throws Exception {
    var order = till.order("10");
    var tokens = IntStream.range(0, 20).mapToObj(_ -> till.token()).toList();
    var replies = together(20, i -> till.payment(order, tokens.get(i)));
    assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.status() != 200))
        .allSatisfy(
            reply ->
                assertThat(reply.json().path("error_code").asString())
                    .isIn("payment.in.progress", "order.already.paid"));
    assertThat(till.debits()).isOne();
    assertThat(till.books(order)).hasSize(1);
  }

  /// Their intents share statements; what is wrong with one is nothing to the others.
  @Test
  void new_orders_that_are_paid_together_are_refused_one_by_one() throws Exception {
    var used = till.token();
    till.payment(till.order("10"), used).ok();
    var orders = IntStream.range(0, 30).mapToObj(_ -> Till.newOrderId()).toList();
    var tokens = IntStream.range(0, 30).mapToObj(_ -> till.token()).toList();
    var replies =
        together(
            30, i -> till.paymentOfNew(orders.get(i), "10", i % 3 == 0 ? used : tokens.get(i)));
    for (int i = 0; i < 30; i++) {
      if (i % 3 == 0) {
        replies.get(i).refused(400, "WALLET_TOKEN_INVALID");
        assertThat(till.stored(orders.get(i))).startsWith("NEW");
      } else {
        assertThat(replies.get(i).json().path("order_id").asString()).isEqualTo(orders.get(i));
        assertThat(till.stored(orders.get(i))).startsWith("CHARGED");
        assertThat(till.moves(orders.get(i))).containsExactly("SENDING", "CHARGED");
      }
    }
    assertThat(till.debits()).isEqualTo(21);
    assertThat(till.balance()).isEqualByComparingTo("9790");
  }

  @Test
  void a_new_order_that_is_paid_by_many_calls_at_once_is_paid_once() throws Exception {
    var order = Till.newOrderId();
    var tokens = IntStream.range(0, 20).mapToObj(_ -> till.token()).toList();
    var replies = together(20, i -> till.paymentOfNew(order, "10", tokens.get(i)));
    assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    assertThat(till.debits()).isOne();
    assertThat(till.books(order)).hasSize(1);
  }

  @Test
  void one_refund_id_is_one_refund() throws Exception {
    var order = till.paid("100");
    var replies = together(20, _ -> till.refund(order, "r1", "10"));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    till.refundSent(order);
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
    assertThat(till.balance()).isEqualByComparingTo("9910");
  }

  @Test
  void two_refunds_of_more_than_half_do_not_both_go_back() throws Exception {
    var order = till.paid("100");
    var replies = together(2, i -> till.refund(order, "r" + i, i == 0 ? "50.01" : "50.02"));
    assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.status() == 400))
        .singleElement()
        .satisfies(reply -> reply.refused(400, "invalid.amount.exceeded"));
  }

  /// They share statements; each is answered by what its own order allows.
  @Test
  void refunds_of_many_orders_together_are_answered_one_by_one() throws Exception {
    var orders = IntStream.range(0, 24).mapToObj(_ -> till.paid("10")).toList();
    var replies =
        together(48, i -> till.refund(orders.get(i / 2), "r" + i, i % 4 == 0 ? "10.01" : "6"));
    for (int i = 0; i < 24; i++) {
      var order = orders.get(i);
      var two = List.of(replies.get(2 * i), replies.get(2 * i + 1));
      assertThat(two.stream().filter(reply -> reply.status() == 200)).hasSize(1);
      assertThat(two.stream().filter(reply -> reply.status() != 200))
          .singleElement()
          .satisfies(
              reply ->
                  assertThat(reply.json().path("error_code").asString())
                      .isIn("invalid.amount.exceeded", "duplicate.call"));
      assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
      assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "SUCCEEDED");
      assertThat(till.books(order)).containsExactly("DEBIT 1000", "REFUND 600");
    }
    assertThat(till.balance()).isEqualByComparingTo("9904");
  }

  /// As while another server stores a refund of the order: what it stores counts.
  @Test
  void an_order_that_is_locked_holds_up_its_own_refund_only() throws Exception {
    var locked = till.paid("100");
    var others = IntStream.range(0, 6).mapToObj(_ -> till.paid("10")).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var elsewhere = GATEWAY.tables().open()) {
      elsewhere.begin();
      elsewhere.execute(
          "update merchant_order set refunded_minor = 5000 where order_id = ?", locked);
      var waiting = executor.submit(() -> till.refund(locked, "r1", "50.01").send());
      together(6, i -> till.refund(others.get(i), "r1", "10"))
          .forEach(reply -> assertThat(reply.status()).isEqualTo(200));
      others.forEach(order -> assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED"));
      assertThat(waiting.isDone()).isFalse();
      elsewhere.commit();
      waiting.get().refused(400, "invalid.amount.exceeded");
    }
  }

  @Test
  void payments_that_renew_at_the_same_time_keep_the_wallet_linked() throws Exception {
    var renewing = Till.open(GATEWAY, "9000000041");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    var orders = IntStream.range(0, 8).mapToObj(_ -> renewing.order("10")).toList();
    var tokens = IntStream.range(0, 8).mapToObj(_ -> renewing.token()).toList();
    together(8, i -> renewing.payment(orders.get(i), tokens.get(i)))
        .forEach(reply -> assertThat(reply.status()).isEqualTo(200));
    assertThat(renewing.shop().read(renewing.wallet()).path("linked").asBoolean()).isTrue();
    assertThat(renewing.pay(renewing.order("10")).path("status").asString()).isEqualTo("CHARGED");
  }

  private static List<ApiReply> together(int count, IntFunction<ApiCall> call) throws Exception {
    var start = new CyclicBarrier(count);
    var calls =
        IntStream.range(0, count)
            .<Callable<ApiReply>>mapToObj(
                i ->
                    () -> {
                      var ready = call.apply(i);
                      start.await();
                      return ready.send();
                    })
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return executor.invokeAll(calls).stream().map(done -> done.resultNow()).toList();
    }
  }
}
