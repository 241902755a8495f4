package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.junit.jupiter.api.Test;

class WebhookBodiesTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final AtomicInteger reads = new AtomicInteger();
  private final WebhookBodies bodies =
      new WebhookBodies(
          (_, _) -> Optional.of(Answer.object().put("read", reads.incrementAndGet())), time::get);

  @Test
  void attempts_of_one_event_to_several_endpoints_share_what_was_read() {
    assertThat(text(1, 1, "whe_1")).contains("\"read\":1");
    assertThat(text(1, 1, "whe_2")).contains("\"read\":1");
    assertThat(text(2, 1, "whe_1")).contains("\"read\":2");
  }

  @Test
  void a_retry_and_what_is_later_by_a_second_are_read_anew() {
    text(1, 1, "whe_1");
    assertThat(text(1, 2, "whe_1")).contains("\"read\":2");
    time.set(NOW.plus(Duration.ofMillis(999)));
    assertThat(text(1, 1, "whe_2")).contains("\"read\":1");
    time.set(NOW.plus(Duration.ofSeconds(1)));
    assertThat(text(1, 1, "whe_3")).contains("\"read\":3");
  }

  @Test
  void what_a_person_sends_again_is_read_anew() {
    text(1, 1, "whe_1");
    var body = bodies.fresh(claim(1, 1, "whe_1").event(), ApiVersion.NEWEST);
    assertThat(body.orElseThrow().text()).contains("\"read\":2");
  }

  @Test
  void what_could_not_be_read_is_tried_again_by_each() {
    var failing =
        new WebhookBodies(
            (_, _) -> {
              if (reads.incrementAndGet() <= 2) {
                throw new IllegalStateException("no database");
              }
              return Optional.of(Answer.object());
            },
            time::get);
    assertThatThrownBy(() -> failing.of(claim(1, 1, "whe_1"), ApiVersion.NEWEST))
        .hasMessage("no database");
    assertThat(failing.of(claim(1, 1, "whe_2"), ApiVersion.NEWEST)).isPresent();
  }

  private String text(long event, int attempt, String endpoint) {
    return bodies.of(claim(event, attempt, endpoint), ApiVersion.NEWEST).orElseThrow().text();
  }

  private static Claim claim(long number, int attempt, String endpoint) {
    var subject = new Event.OfWallet(new WalletId("wlt_0000000000000000"));
    var event =
        new Event(
            number, "evt_" + number, new MerchantId("shop"), EventName.WALLET_LINKED, subject, NOW);
    return new Claim(
        event, endpoint, endpoint, Optional.empty(), attempt, 0, NOW, NOW, "", Optional.empty());
  }
}
