package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;

class PaymentFigureTest {
  private static final Instant AT = Instant.parse("2026-02-11T04:30:00Z");

  private static PaymentFigure charged(int bucket, long payments) {
    return new PaymentFigure(
        "PAYTM", "pac_1", "CHARGED", "", "", bucket, payments, new Money(payments, Money.INR), AT);
  }

  private static PaymentFigure failed(String account, String error, String code, long payments) {
    return new PaymentFigure(
        "PAYTM",
        account,
        "DECLINED",
        error,
        code,
        -1,
        payments,
        new Money(payments, Money.INR),
        AT);
  }

  @Test
  void quantiles_are_the_bounds_of_their_buckets() {
    // 2^(bucket / 4) milliseconds
    var day = PaymentFigure.day(List.of(charged(28, 50), charged(32, 45), charged(40, 5)));
    var health = day.accounts().getFirst();
    assertThat(health.median()).isEqualTo(Duration.ofMillis(128));
    assertThat(health.slow()).isEqualTo(Duration.ofMillis(256));
    assertThat(health.slowest()).isEqualTo(Duration.ofMillis(1024));
    assertThat(health.chargedAmount().minor()).isEqualTo(100);
  }

  @Test
  void accounts_are_told_apart_and_reasons_are_added_up() {
    var day =
        PaymentFigure.day(
            List.of(
                charged(28, 6),
                failed("pac_1", "DECLINED", "97", 2),
                failed("pac_2", "DECLINED", "97", 1)));
    assertThat(day.accounts())
        .extracting(GatewayHealth::account, GatewayHealth::successPercent)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pac_1", 75),
            org.assertj.core.groups.Tuple.tuple("pac_2", 0));
    assertThat(day.failures())
        .containsExactly(new GatewayHealth.Failure("PAYTM", "DECLINED", "97", 3));
  }

  @Test
  void nothing_sold_is_no_account() {
    assertThat(PaymentFigure.day(List.of()).accounts()).isEmpty();
  }
}
