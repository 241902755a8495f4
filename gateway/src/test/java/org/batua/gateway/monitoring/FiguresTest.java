package org.batua.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FiguresTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY, "9000000051");

  @Test
  void an_open_outcome_is_counted_by_kind_status_and_age_until_it_is_found_out() {
    var order = till.order("7007.00");
    till.pay(order);
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    assertThat(figures())
        .contains("batua_money_open{age=\"under_1m\",kind=\"payment\",status=\"pending\"} 1.0")
        .contains("batua_money_oldest_open_seconds{kind=\"payment\"} 30.0")
        .contains("batua_money_resolved_total{kind=\"payment\",to=\"pending\"} 1.0");
    till.settle(order);
    assertThat(figures())
        .doesNotContain("batua_money_open{")
        .contains("batua_money_oldest_open_seconds{kind=\"payment\"} 0.0");
  }

  @Test
  void the_database_is_measured() {
    assertThat(figures())
        .containsPattern("batua_database_size_bytes [1-9]")
        .containsPattern("batua_database_sessions [1-9]")
        .contains("batua_figures_age_seconds 0.0");
  }

  @Test
  void figures_that_are_not_counted_grow_old() {
    figures();
    GATEWAY.clock().advance(Duration.ofSeconds(90));
    assertThat(GATEWAY.open().get("/metrics").send().body())
        .contains("batua_figures_age_seconds 90.0");
  }

  @Tag("slow")
  @Test
  void a_scrape_while_they_are_counted_succeeds() throws InterruptedException {
    till.pay(till.order("250.00"));
    var counting = Thread.ofVirtual().start(() -> IntStream.range(0, 50).forEach(_ -> figures()));
    while (counting.isAlive()) {
      assertThat(GATEWAY.open().get("/metrics").send().status()).isEqualTo(200);
    }
    counting.join();
  }

  private static String figures() {
    GATEWAY.sweep();
    return GATEWAY.open().get("/metrics").send().body();
  }
}
