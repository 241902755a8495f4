package org.batua.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentFiguresTest {
  private static final String DECLINED = "7012";
  private static final String LATE = "7018";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  private GatewayHealth.Day day() {
    GATEWAY.sweep();
    return GATEWAY.gateway().dashboard().figures().day(till.shop().id());
  }

  @Test
  void payments_of_a_day_are_counted_once_however_often_the_job_runs() {
    assertThat(day().accounts()).isEmpty();
    till.paid("10");
    till.paid("15");
    till.pay(till.order(DECLINED));
    for (int i = 0; i < 3; i++) {
      var health = day().accounts().getFirst();
      assertThat(health.payments()).isEqualTo(3);
      assertThat(health.charged()).isEqualTo(2);
      assertThat(health.declined()).isEqualTo(1);
      assertThat(health.open()).isZero();
      assertThat(health.successPercent()).isEqualTo(67);
      assertThat(health.chargedAmount().majorFixed()).isEqualTo("25.00");
      GATEWAY.clock().advance(Duration.ofSeconds(50));
    }
    assertThat(day().failures()).hasSize(1);
    GATEWAY.clock().advance(Duration.ofHours(26));
    assertThat(day().accounts()).isEmpty();
  }

  @Test
  void a_late_outcome_moves_its_payment_among_the_figures() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    till.pay(till.order(LATE));
    assertThat(day().accounts().getFirst().open()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    for (int i = 0; i < 14; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(30));
      GATEWAY.sweep();
    }
    var health = day().accounts().getFirst();
    assertThat(health.payments()).isEqualTo(1);
    assertThat(health.charged()).isEqualTo(1);
    assertThat(health.open() + health.declined()).isZero();
  }
}
