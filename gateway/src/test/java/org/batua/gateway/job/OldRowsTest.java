package org.batua.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldRowsTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("wallet_token.use_days", "3");

  @Test
  void uses_of_tokens_are_forgotten_after_their_days_and_counted() {
    var till = Till.open(GATEWAY);
    till.paid("250.00");
    GATEWAY.clock().advance(Duration.ofDays(2));
    GATEWAY.sweep();
    assertThat(uses()).isEqualTo(1);
    GATEWAY.clock().advance(Duration.ofDays(2));
    GATEWAY.sweep();
    assertThat(uses()).isZero();
    assertThat(GATEWAY.open().get("/metrics").send().body())
        .contains("batua_retention_deleted_total{kind=\"token_uses\"} 1.0")
        .contains("batua_retention_deleted_total{kind=\"notifications\"} ");
  }

  private static int uses() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle.select("select count(*) from wallet_token_use").mapTo(Integer.class).one());
  }

  @Test
  void parts_are_deleted_until_one_is_not_full() {
    var meters = new SimpleMeterRegistry();
    var left = new AtomicInteger(12_000);
    OldRows.Part part =
        (_, limit) -> {
          int gone = Math.min(limit, left.get());
          left.addAndGet(-gone);
          return gone;
        };
    new OldRows("x", Duration.ofDays(1), part, GATEWAY.clock(), meters).delete();
    assertThat(left.get()).isZero();
    assertThat(meters.get("batua.retention.deleted").counter().count()).isEqualTo(12_000);
  }
}
