package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.Test;

class ProviderHealthTest {
  private static final GatewayCode PAYTM = new GatewayCode("PAYTM");
  private static final Instant START = Instant.parse("2026-02-11T04:30:09Z");

  private final MovableClock clock = new MovableClock(START);
  private final ProviderHealth health = new ProviderHealth(clock);

  private void calls(String account, int count, CallOutcome outcome) {
    for (int i = 0; i < count; i++) {
      health.record(call(account, Operation.DEBIT, outcome, ""));
    }
  }

  private ProviderCall call(
      String account, Operation operation, CallOutcome outcome, String error) {
    return new ProviderCall(
        operation,
        PAYTM,
        account,
        new ProviderCall.Subject(Optional.empty(), Optional.empty()),
        clock.instant(),
        Duration.ofMillis(5),
        outcome,
        error,
        "",
        0,
        List.of());
  }

  private Optional<Trouble.Stage> stage(String... own) {
    return health.trouble(PAYTM, List.of(own)).map(Trouble::stage);
  }

  @Test
  void nothing_is_known_before_there_were_calls() {
    assertThat(stage("a")).isEmpty();
    calls("a", 4, CallOutcome.UNKNOWN);
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void when_nearly_all_calls_fail_it_is_down_since_it_became_so() {
    calls("a", 5, CallOutcome.NOT_SENT);
    clock.advance(Duration.ofSeconds(20));
    calls("a", 5, CallOutcome.UNKNOWN);
    assertThat(health.trouble(PAYTM, List.of("a")))
        .contains(new Trouble(Trouble.Stage.DOWN, START));
  }

  @Test
  void when_some_calls_fail_it_fluctuates_until_few_do() {
    calls("a", 7, CallOutcome.SUCCEEDED);
    calls("a", 3, CallOutcome.UNAVAILABLE);
    assertThat(stage("a")).contains(Trouble.Stage.FLUCTUATE);
    calls("a", 10, CallOutcome.SUCCEEDED);
    assertThat(stage("a")).contains(Trouble.Stage.FLUCTUATE);
    calls("a", 15, CallOutcome.SUCCEEDED);
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void a_provider_that_is_back_is_known_after_a_minute_of_good_calls() {
    calls("a", 20, CallOutcome.UNKNOWN);
    clock.advance(Duration.ofSeconds(70));
    calls("a", 1, CallOutcome.SUCCEEDED);
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void trouble_is_forgotten_when_nobody_calls() {
    calls("a", 20, CallOutcome.UNKNOWN);
    clock.advance(Duration.ofMinutes(4));
    assertThat(stage("a")).contains(Trouble.Stage.DOWN);
    clock.advance(Duration.ofMinutes(2));
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void refusals_are_no_trouble_unless_the_provider_says_that_it_has_some() {
    calls("a", 20, CallOutcome.REFUSED);
    assertThat(stage("a")).isEmpty();
    for (int i = 0; i < 200; i++) {
      health.record(call("a", Operation.DEBIT, CallOutcome.REFUSED, "PROVIDER_DOWN"));
    }
    assertThat(stage("a")).contains(Trouble.Stage.DOWN);
  }

  @Test
  void our_own_bugs_and_what_asks_nobody_say_nothing() {
    calls("a", 20, CallOutcome.CONNECTOR_FAILED);
    for (int i = 0; i < 20; i++) {
      health.record(call("a", Operation.PARSE_NOTIFICATION, CallOutcome.UNAVAILABLE, ""));
    }
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void the_broken_account_of_one_merchant_is_no_outage_for_the_others() {
    calls("broken", 20, CallOutcome.NOT_SENT);
    calls("a", 20, CallOutcome.SUCCEEDED);
    assertThat(stage("broken")).contains(Trouble.Stage.DOWN);
    assertThat(stage("a")).isEmpty();
    assertThat(stage("unused")).isEmpty();
  }

  @Test
  void an_account_without_calls_is_told_what_most_others_see() {
    calls("a", 20, CallOutcome.NOT_SENT);
    calls("b", 20, CallOutcome.NOT_SENT);
    calls("c", 20, CallOutcome.SUCCEEDED);
    assertThat(stage("unused")).contains(Trouble.Stage.DOWN);
    assertThat(health.trouble(new GatewayCode("PHONEPE"), List.of("unused"))).isEmpty();
  }
}
