package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.batua.gateway.webhook.InFlightLimits.Sign;
import org.junit.jupiter.api.Test;

class InFlightLimitsTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");

  private final InFlightLimits limits = new InFlightLimits(400, 32);

  @Test
  void a_queue_begins_with_two_places_and_earns_more_by_succeeding() {
    assertThat(limits.room(NOW).ofOthers()).isEqualTo(2);
    for (int i = 0; i < 50; i++) {
      limits.begin("a");
      limits.end("a", Sign.SUCCESS, NOW);
    }
    assertThat(limits.room(NOW).ofKnown()).containsEntry("a", 32);
  }

  @Test
  void a_queue_that_times_out_keeps_one_place() {
    for (int i = 0; i < 10; i++) {
      limits.begin("a");
      limits.end("a", Sign.OVERLOAD, NOW);
    }
    assertThat(limits.room(NOW).ofKnown()).containsEntry("a", 1);
    limits.begin("a");
    assertThat(limits.room(NOW).ofKnown()).containsEntry("a", 0);
  }

  @Test
  void queues_without_a_success_share_a_quarter_of_all_places() {
    for (int i = 0; i < 50; i++) {
      limits.begin("hangs" + i);
      limits.begin("hangs" + i);
    }
    var room = limits.room(NOW);
    assertThat(room.total()).isEqualTo(300);
    assertThat(room.ofOthers()).isZero();
    limits.begin("well");
    limits.end("well", Sign.SUCCESS, NOW);
    assertThat(limits.room(NOW).ofKnown()).containsEntry("well", 3).containsEntry("hangs1", 0);
  }

  @Test
  void a_success_counts_for_five_minutes() {
    limits.begin("a");
    limits.end("a", Sign.SUCCESS, NOW);
    for (int i = 0; i < 100; i++) {
      limits.begin("hangs" + i);
    }
    assertThat(limits.room(NOW).ofKnown()).containsEntry("a", 3);
    assertThat(limits.room(NOW.plusSeconds(301)).ofKnown()).containsEntry("a", 0);
  }
}
