package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.db.Database;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderHealthTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final GatewayCode PAYTM = new GatewayCode("PAYTM");
  private static final Instant START = Instant.parse("2026-02-11T04:30:09Z");

  private final MovableClock clock = new MovableClock(START);
  private final Database database = GATEWAY.database();
  private final ProviderHealth health = new ProviderHealth(new HealthStore(database), clock);
  private final ProviderHealth otherServer = new ProviderHealth(new HealthStore(database), clock);

  @AfterEach
  void forget() {
    otherServer.close();
    health.close();
    database.execute(handle -> handle.execute("delete from provider_health"));
    database.close();
  }

  private void calls(String account, int count, CallOutcome outcome) {
    calls(health, account, count, outcome);
  }

  /// As they go through one server, which then has its second.
  private void calls(ProviderHealth server, String account, int count, CallOutcome outcome) {
    for (int i = 0; i < count; i++) {
      server.record(call(account, Operation.DEBIT, outcome, ""));
    }
    server.flush();
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
    return troubleOf(health, own).map(Trouble::stage);
  }

  private static Optional<Trouble> troubleOf(ProviderHealth server, String... own) {
    return Optional.ofNullable(server.troubles(Map.of(PAYTM, List.of(own))).get(PAYTM));
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
    assertThat(troubleOf(health, "a")).contains(new Trouble(Trouble.Stage.DOWN, START));
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
    assertThat(health.troubles(Map.of(new GatewayCode("PHONEPE"), List.of("unused")))).isEmpty();
  }

  @Test
  void servers_judge_by_the_calls_of_all_of_them_and_give_one_answer() {
    calls(health, "a", 3, CallOutcome.NOT_SENT);
    assertThat(stage("a")).isEmpty();
    clock.advance(Duration.ofSeconds(7));
    calls(otherServer, "a", 3, CallOutcome.NOT_SENT);
    var since = clock.instant();
    clock.advance(Duration.ofSeconds(7));
    calls(health, "a", 1, CallOutcome.NOT_SENT);
    for (var server : List.of(health, otherServer)) {
      assertThat(troubleOf(server, "a")).contains(new Trouble(Trouble.Stage.DOWN, since));
      assertThat(troubleOf(server, "unused")).contains(new Trouble(Trouble.Stage.DOWN, since));
    }
    calls(otherServer, "a", 8, CallOutcome.SUCCEEDED);
    assertThat(stage("a")).contains(Trouble.Stage.FLUCTUATE);
    clock.advance(Duration.ofSeconds(61));
    calls(otherServer, "a", 1, CallOutcome.SUCCEEDED);
    assertThat(stage("a")).isEmpty();
  }

  @Test
  void one_server_among_others_that_reaches_nobody_is_no_outage() {
    calls(health, "a", 10, CallOutcome.NOT_SENT);
    calls(otherServer, "a", 190, CallOutcome.SUCCEEDED);
    assertThat(troubleOf(health, "a")).isEmpty();
    assertThat(troubleOf(otherServer, "a")).isEmpty();
  }

  @Test
  void trouble_is_told_at_once_by_the_server_that_has_it() {
    for (int i = 0; i < 6; i++) {
      health.record(call("a", Operation.DEBIT, CallOutcome.UNKNOWN, ""));
    }
    assertThat(stage("a")).contains(Trouble.Stage.DOWN);
    assertThat(troubleOf(otherServer, "a")).isPresent();
  }

  @Test
  void calls_that_could_not_be_stored_are_stored_later() {
    rename("provider_health", "provider_health_away");
    calls("a", 6, CallOutcome.UNKNOWN);
    rename("provider_health_away", "provider_health");
    calls("a", 1, CallOutcome.UNKNOWN);
    assertThat(stage("a")).contains(Trouble.Stage.DOWN);
    int counted =
        database.run(
            handle ->
                handle
                    .select("select calls_in_window from provider_health")
                    .mapTo(Integer.class)
                    .one());
    assertThat(counted).isEqualTo(7);
  }

  private static void rename(String table, String to) {
    GATEWAY
        .tables()
        .useHandle(handle -> handle.execute("alter table " + table + " rename to " + to));
  }
}
