package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.batua.gateway.webhook.SendQueue.Sign;
import org.junit.jupiter.api.Test;

class SendQueueTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int SLOW_MS = 1000;

  private final SendQueue queue = new SendQueue(32);

  @Test
  void it_is_proven_by_a_success_for_five_minutes() {
    assertThat(queue.isProven(NOW)).isFalse();
    end(Sign.SUCCESS, 1);
    assertThat(queue.isProven(NOW.plusSeconds(299))).isTrue();
    assertThat(queue.isProven(NOW.plusSeconds(300))).isFalse();
  }

  @Test
  void places_are_earned_one_by_one_and_halved_when_it_is_overloaded() {
    assertThat(queue.room(NOW)).isEqualTo(2);
    end(Sign.SUCCESS, 50);
    assertThat(queue.room(NOW)).isEqualTo(32);
    end(Sign.OVERLOAD, 1);
    assertThat(queue.room(NOW)).isEqualTo(16);
    end(Sign.FAILURE, 1);
    assertThat(queue.room(NOW)).isEqualTo(16);
  }

  @Test
  void four_failures_in_a_row_change_nothing_and_the_fifth_makes_it_rest() {
    end(Sign.SUCCESS, 50);
    end(Sign.FAILURE, 4);
    assertThat(queue.isFailing()).isFalse();
    assertThat(queue.room(NOW)).isEqualTo(32);
    end(Sign.FAILURE, 1);
    assertThat(queue.isFailing()).isTrue();
    assertThat(queue.isProven(NOW)).isFalse();
    assertThat(queue.isResting(NOW.plus(REST).minusMillis(1))).isTrue();
    assertThat(queue.room(NOW)).isZero();
    assertThat(queue.room(NOW.plus(REST))).isOne();
  }

  @Test
  void failures_between_successes_do_not_add_up() {
    for (int i = 0; i < 10; i++) {
      end(Sign.FAILURE, 4);
      end(Sign.SUCCESS, 1);
    }
    assertThat(queue.isFailing()).isFalse();
  }

  @Test
  void what_was_not_sent_says_nothing_about_its_receiver() {
    end(Sign.SUCCESS, 1);
    end(Sign.NONE, 20);
    assertThat(queue.isProven(NOW)).isTrue();
    assertThat(queue.room(NOW)).isEqualTo(3);
  }

  @Test
  void a_success_ends_the_rest_and_more_places_are_earned_again() {
    end(Sign.OVERLOAD, 7);
    end(Sign.SUCCESS, 1);
    assertThat(queue.isResting(NOW)).isFalse();
    assertThat(queue.room(NOW)).isEqualTo(3);
  }

  private void end(Sign sign, int times) {
    for (int i = 0; i < times; i++) {
      queue.add(SendQueuesTest.claim("a", i));
      queue.start(new ArrayList<>());
      queue.ended(sign, SLOW_MS, NOW, REST);
    }
  }
}
