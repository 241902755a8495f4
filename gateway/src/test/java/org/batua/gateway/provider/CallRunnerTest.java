package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange;
import org.batua.gateway.db.Database;
import org.batua.gateway.testkit.MovableClock;
import org.batua.gateway.testkit.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallRunnerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Reference REFERENCE = new Reference("01JD0000000000000000000001");
  private static final WalletId WALLET = new WalletId("wlt_0000000000000001");
  private static final CallTarget TARGET =
      new CallTarget(
          new ProviderAccount("pac_1", new GatewayCode("PAYTM"), Map.of(), Map.of()),
          "device",
          Optional.of(WALLET));
  private static final Transport.Request REQUEST =
      Transport.Request.get(URI.create("https://provider.example/"), Map.of());

  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private final List<Duration> timeouts = new ArrayList<>();
  private final List<ProviderCall> log = new ArrayList<>();
  private final Transport transport =
      (_, _, _, timeout) -> {
        timeouts.add(timeout);
        return new Exchange.Answered(503, Map.of(), "");
      };

  /// The PostgreSQL of the run.
  private static final class Postgres implements BeforeAllCallback {
    private @Nullable TestPostgres run;

    @Override
    public void beforeAll(ExtensionContext context) {
      run = TestPostgres.of(context);
    }

    Database newDatabase() {
      return new Database(
          Objects.requireNonNull(run).newDatabase(),
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));
    }
  }

  private static CallRunner.Kind<Outcome> debit(Duration timeout) {
    return new CallRunner.Kind<>(Operation.DEBIT, timeout, Outcome.Unknown::new, CallResult::of);
  }

  private CallRunner runner(ProviderCallLog... logs) {
    return new CallRunner(
        transport, new MovableClock(NOW), _ -> RecordedFields.show("code"), List.of(logs));
  }

  private static Exchange send(Call call) {
    return call.transport()
        .exchange(call.account(), Transport.Purpose.MONEY, REQUEST, call.timeout());
  }

  private static Outcome declined() {
    return new Outcome.Declined(
        Refusal.of(ProviderError.LIMIT_EXCEEDED, ProviderResponse.of("E7", "", 503)));
  }

  @Test
  void a_call_is_recorded_with_its_result_and_its_http_status() {
    var outcome =
        runner(log::add)
            .run(
                debit(Duration.ofSeconds(5)),
                TARGET,
                Optional.of(REFERENCE),
                call -> {
                  send(call);
                  return declined();
                });

    assertThat(outcome).isEqualTo(declined());
    var call = log.getFirst();
    assertThat(call)
        .isEqualTo(
            new ProviderCall(
                Operation.DEBIT,
                TARGET.gateway(),
                "pac_1",
                new ProviderCall.Subject(Optional.of(REFERENCE), Optional.of(WALLET)),
                NOW,
                call.took(),
                CallOutcome.REFUSED,
                "LIMIT_EXCEEDED",
                "E7",
                503,
                List.of(new RecordedExchange("GET /", 503, ""))));
  }

  @Test
  void the_exchanges_of_a_call_share_its_time() {
    runner()
        .run(
            debit(Duration.ofSeconds(5)),
            TARGET,
            Optional.empty(),
            call -> {
              send(call);
              send(call);
              return declined();
            });

    assertThat(timeouts).hasSize(2).allSatisfy(it -> assertThat(it).isLessThan(second(5)));
    assertThat(timeouts.get(1)).isLessThanOrEqualTo(timeouts.get(0));
  }

  private static Duration second(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void a_call_whose_time_is_over_sends_nothing_more() {
    runner()
        .run(
            debit(Duration.ZERO),
            TARGET,
            Optional.empty(),
            call -> {
              assertThat(send(call)).isInstanceOf(Exchange.NotSent.class);
              return declined();
            });

    assertThat(timeouts).isEmpty();
  }

  @Test
  void a_log_that_throws_does_not_change_the_result() {
    var broken =
        runner(
            _ -> {
              throw new IllegalStateException("disk full");
            },
            log::add);

    var outcome = broken.run(debit(second(5)), TARGET, Optional.empty(), _ -> declined());

    assertThat(outcome).isEqualTo(declined());
    assertThat(log).hasSize(1);
  }

  @Test
  void no_provider_is_called_inside_a_transaction() {
    try (var database = POSTGRES.newDatabase()) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      _ ->
                          runner(log::add)
                              .run(debit(second(5)), TARGET, Optional.empty(), _ -> declined())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("inside a transaction");
    }
    assertThat(log).isEmpty();
  }
}
