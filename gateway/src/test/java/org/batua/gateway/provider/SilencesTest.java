package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.provider.Silences.Direction;
import org.batua.gateway.provider.Silences.Silence;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilencesTest {
  private static final Instant START = Instant.parse("2026-02-11T04:30:09Z");

  /// A movement is stored a moment before its call begins.
  private static final Instant BEGAN = START.minusSeconds(1);

  private final MovableClock clock = new MovableClock(START);
  private final Silences silences = new Silences(clock);

  private void call(Operation operation, CallOutcome outcome) {
    silences.record(
        new ProviderCall(
            operation,
            new GatewayCode("PAYTM"),
            "a",
            new ProviderCall.Subject(Optional.empty(), Optional.empty()),
            clock.instant(),
            Duration.ofMillis(5),
            outcome,
            "",
            "",
            0,
            List.of()));
  }

  private void calls(int count, Operation operation, CallOutcome outcome) {
    for (int i = 0; i < count; i++) {
      call(operation, outcome);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_SENT", "UNAVAILABLE", "UNKNOWN"})
  void three_calls_in_a_row_without_a_clear_answer_are_a_silence(CallOutcome outcome) {
    calls(2, Operation.DEBIT, outcome);
    assertThat(silences.recent()).isEmpty();
    clock.advance(Duration.ofSeconds(7));
    call(Operation.REFUND, outcome);
    assertThat(silences.recent())
        .containsExactly(new Silence("a", Direction.SENDS, BEGAN, Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "PENDING", "NEEDS_CUSTOMER", "REFUSED", "NOT_FOUND"})
  void any_clear_answer_ends_it_and_it_is_remembered_for_half_a_minute(CallOutcome outcome) {
    calls(3, Operation.INQUIRE_DEBIT, CallOutcome.UNAVAILABLE);
    clock.advance(Duration.ofSeconds(60));
    call(Operation.INQUIRE_REFUND, outcome);
    var ended = new Silence("a", Direction.QUESTIONS, BEGAN, Optional.of(START.plusSeconds(60)));
    assertThat(silences.recent()).containsExactly(ended);
    clock.advance(Duration.ofSeconds(30));
    assertThat(silences.recent()).containsExactly(ended);
    clock.advance(Duration.ofSeconds(1));
    assertThat(silences.recent()).isEmpty();
  }

  @Test
  void calls_that_fail_between_others_are_no_silence() {
    for (int i = 0; i < 5; i++) {
      calls(2, Operation.DEBIT, CallOutcome.UNKNOWN);
      call(Operation.DEBIT, CallOutcome.SUCCEEDED);
    }
    assertThat(silences.recent()).isEmpty();
  }

  /// An open circuit keeps sends back, and lets questions go.
  @Test
  void an_answered_question_says_nothing_of_sends() {
    calls(3, Operation.REFUND, CallOutcome.NOT_SENT);
    call(Operation.INQUIRE_REFUND, CallOutcome.SUCCEEDED);
    assertThat(silences.recent())
        .containsExactly(new Silence("a", Direction.SENDS, BEGAN, Optional.empty()));
  }

  /// What was answered between the two must not be asked again.
  @Test
  void a_second_silence_neither_forgets_nor_prolongs_the_first_one() {
    calls(3, Operation.REFUND, CallOutcome.NOT_SENT);
    call(Operation.REFUND, CallOutcome.SUCCEEDED);
    clock.advance(Duration.ofSeconds(10));
    calls(3, Operation.REFUND, CallOutcome.NOT_SENT);
    var first = new Silence("a", Direction.SENDS, BEGAN, Optional.of(START));
    assertThat(silences.recent())
        .containsExactly(
            first, new Silence("a", Direction.SENDS, BEGAN.plusSeconds(10), Optional.empty()));
    call(Operation.REFUND, CallOutcome.SUCCEEDED);
    var end = Optional.of(START.plusSeconds(10));
    assertThat(silences.recent())
        .containsExactly(first, new Silence("a", Direction.SENDS, BEGAN.plusSeconds(10), end));
  }

  @Test
  void a_provider_that_flickers_costs_no_more_and_more() {
    for (int i = 0; i < 1000; i++) {
      calls(3, Operation.DEBIT, CallOutcome.UNKNOWN);
      call(Operation.DEBIT, CallOutcome.SUCCEEDED);
    }
    assertThat(silences.recent()).hasSizeLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_BALANCE", "SEND_OTP", "PARSE_NOTIFICATION"})
  void calls_that_move_no_money_do_not_count(Operation operation) {
    calls(3, operation, CallOutcome.UNAVAILABLE);
    assertThat(silences.recent()).isEmpty();
  }

  @Test
  void a_bug_in_a_connector_says_nothing_of_its_provider() {
    calls(3, Operation.DEBIT, CallOutcome.CONNECTOR_FAILED);
    assertThat(silences.recent()).isEmpty();
  }
}
