package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private static final Instant START = Instant.parse("2026-02-11T04:30:09Z");

  private final MovableClock own = new MovableClock(START);
  private final MovableClock database = new MovableClock(START);
  private final DatabaseClock clock = new DatabaseClock(own, database::instant);

  DatabaseClockTest() {
    clock.measure();
  }

  @Test
  void shows_the_databases_time() {
    own.advance(Duration.ofMinutes(20));
    clock.measure();
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(-20));
    database.advance(Duration.ofSeconds(7));
    own.advance(Duration.ofSeconds(7));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));
  }

  @Test
  void is_off_beyond_two_seconds_in_either_direction_until_it_is_set_right() {
    assertThat(clock.isOff()).isFalse();
    own.advance(Duration.ofMillis(1999));
    clock.measure();
    assertThat(clock.isOff()).isFalse();
    own.advance(Duration.ofMillis(2));
    clock.measure();
    assertThat(clock.isOff()).isTrue();
    database.advance(Duration.ofSeconds(5));
    clock.measure();
    assertThat(clock.isOff()).isTrue();
    own.advance(Duration.ofSeconds(3));
    clock.measure();
    assertThat(clock.isOff()).isFalse();
  }

  /// The process stood still between question and answer, so that the answer says little.
  @Test
  void a_pause_while_it_measures_does_not_shift_it() {
    var paused =
        new DatabaseClock(
            own,
            () -> {
              var theirs = database.instant();
              own.advance(Duration.ofMinutes(1));
              database.advance(Duration.ofMinutes(1));
              return theirs;
            });
    paused.measure();
    assertThat(paused.instant()).isEqualTo(database.instant());
    assertThat(paused.isOff()).isFalse();
  }

  @Test
  void a_slow_answer_still_tells_that_it_is_off() {
    var slow =
        new DatabaseClock(
            own,
            () -> {
              own.advance(Duration.ofSeconds(3));
              return database.instant().plus(Duration.ofMinutes(20));
            });
    slow.measure();
    assertThat(slow.isOff()).isTrue();
    assertThat(slow.offset()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
  }
}
