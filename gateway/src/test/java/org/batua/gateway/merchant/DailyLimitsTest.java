package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.OperatorActions.RefundWish;
import org.batua.gateway.operator.OperatorActions.Result;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A restricted merchant's payments, and what its operators refund in a day.
class DailyLimitsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final MerchantId merchant = till.shop().id();
  private final OperatorActions actions = GATEWAY.gateway().dashboard().actions();
  private final Actor asha = person("asha");
  private final Actor ravi = person("ravi");

  private static Actor person(String name) {
    return new Actor(Actor.Kind.PERSON, name, "192.0.2.1", "req_1");
  }

  private void set(MerchantLimits limits) {
    GATEWAY.gateway().merchantSettings().setLimits(merchant, limits);
  }

  private static MerchantLimits payments(long largest, int aDay) {
    return new MerchantLimits(
        Optional.empty(), Optional.empty(), Optional.of(largest), Optional.of(aDay));
  }

  @Test
  void a_restricted_merchant_takes_small_payments_only() {
    set(payments(10_00, 100));
    var large = till.order("10.01");
    till.payment(large, till.token()).refused(400, "INVALID_REQUEST");
    till.paymentOfNew(Till.newOrderId(), "10.01", till.token()).refused(400, "INVALID_REQUEST");
    assertThat(till.debits()).isZero();
    till.paid("10");
    assertThat(
            till.paymentOfNew(Till.newOrderId(), "9", till.token()).ok().path("status").asString())
        .isEqualTo("CHARGED");
    set(MerchantLimits.NONE);
    till.pay(large);
    assertThat(till.debits()).isEqualTo(3);
  }

  @Test
  void a_restricted_merchant_takes_so_many_payments_a_day_also_at_the_same_time() {
    set(payments(100_00, 3));
    var taken = new AtomicInteger();
    var orders = Stream.generate(() -> till.order("1")).limit(6).toList();
    var tokens = Stream.generate(till::token).limit(6).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < orders.size(); i++) {
        var order = orders.get(i);
        var token = tokens.get(i);
        threads.execute(
            () -> {
              if (till.payment(order, token).send().status() == 200) {
                taken.incrementAndGet();
              }
            });
      }
    }
    assertThat(taken).hasValue(3);
    assertThat(till.debits()).isEqualTo(3);
    var refused = till.payment(till.order("1"), till.token()).send();
    assertThat(refused.body()).contains("as many payments today");
    GATEWAY.clock().advance(Duration.ofDays(1));
    till.paid("1");
  }

  @Test
  void refunds_beyond_the_day_are_proposed() {
    set(
        new MerchantLimits(
            Optional.of(50_00L), Optional.of(60_00L), Optional.empty(), Optional.empty()));
    var order = till.paid("500");
    assertThat(actions.refund(asha, merchant, refund(order, "50.01")))
        .isInstanceOf(Result.Proposed.class);
    var second = till.paid("500");
    assertThat(actions.refund(asha, merchant, refund(second, "40"))).isEqualTo(new Result.Done());
    assertThat(actions.refund(asha, merchant, refund(second, "20.01")))
        .isInstanceOf(Result.Proposed.class);
    var third = till.paid("500");
    assertThat(actions.refund(ravi, merchant, refund(third, "20"))).isEqualTo(new Result.Done());
    var fourth = till.paid("500");
    assertThat(actions.refund(ravi, merchant, refund(fourth, "0.01")))
        .isInstanceOf(Result.Proposed.class);
    GATEWAY.clock().advance(Duration.ofDays(1));
    var fifth = till.paid("500");
    assertThat(actions.refund(ravi, merchant, refund(fifth, "20"))).isEqualTo(new Result.Done());
  }

  @Test
  void limits_are_lowered_by_one_and_raised_by_two() {
    assertThat(actions.limit(asha, merchant, payments(10_00, 200), "before we are live"))
        .isEqualTo(new Result.Done());
    assertThat(limits()).isEqualTo(payments(10_00, 200));
    var raised = actions.limit(asha, merchant, payments(20_00, 200), "more");
    assertThat(raised).isInstanceOf(Result.Proposed.class);
    assertThat(limits()).isEqualTo(payments(10_00, 200));
    var proposal = ((Result.Proposed) raised).proposal();
    assertThat(actions.approve(asha, proposal)).isEqualTo(new Result.Refused("OWN_PROPOSAL"));
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Done());
    assertThat(limits()).isEqualTo(payments(20_00, 200));
    assertThat(actions.limit(asha, merchant, MerchantLimits.NONE, "live"))
        .isInstanceOf(Result.Proposed.class);
  }

  private MerchantLimits limits() {
    return GATEWAY.gateway().merchantSettings().limits(merchant);
  }

  private RefundWish refund(String order, String amount) {
    return new RefundWish(
        order, order, order + amount, Money.parse(amount, Money.INR).orElseThrow(), "a reason");
  }
}
