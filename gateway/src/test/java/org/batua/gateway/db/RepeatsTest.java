package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private final Repeats repeats = new Repeats();
  private final AtomicInteger tries = new AtomicInteger();

  /// Loses the answers to the first ones.
  private String write(int lost) {
    if (tries.incrementAndGet() <= lost) {
      throw Failures.answerLost();
    }
    return "try " + tries;
  }

  @Test
  void a_write_that_is_answered_is_not_looked_for() {
    assertThat(repeats.recognised(() -> write(0), () -> Optional.of("found"))).isEqualTo("try 1");
  }

  @Test
  void a_write_whose_answer_is_lost_is_found_or_tried_again() {
    assertThat(repeats.recognised(() -> write(1), () -> Optional.of("found"))).isEqualTo("found");
    assertThat(tries).hasValue(1);
    tries.set(0);
    assertThat(repeats.recognised(() -> write(3), Optional::<String>empty)).isEqualTo("try 4");
  }

  /// The first try ended while the second one ran, which was told that another one was there.
  @Test
  void a_try_that_is_stored_late_is_found_after_the_next_one() {
    var found =
        repeats.recognised(
            () -> write(1), () -> tries.get() == 1 ? Optional.empty() : Optional.of("found"));
    assertThat(found).isEqualTo("found");
    assertThat(tries).hasValue(2);
  }

  @Test
  void it_is_not_tried_for_ever() {
    assertThatThrownBy(
            () -> repeats.recognised(() -> write(Integer.MAX_VALUE), Optional::<String>empty))
        .isInstanceOf(AnswerLost.class);
    assertThat(tries).hasValue(6);
  }

  @Test
  void what_is_undone_is_repeated_and_what_took_too_long_is_not() {
    var done =
        repeats.whileUndone(
            () -> {
              if (tries.incrementAndGet() < 4) {
                throw Failures.undone();
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThat(tries).hasValue(4);
    assertThatThrownBy(
            () ->
                repeats.whileUndone(
                    () -> {
                      tries.incrementAndGet();
                      throw new StatementUndone(Duration.ofSeconds(2), /* tookTooLong= */ true);
                    }))
        .isInstanceOf(StatementUndone.class);
    assertThat(tries).hasValue(5);
  }
}
