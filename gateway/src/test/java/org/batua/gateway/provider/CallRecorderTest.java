package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallRecorderTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Database away =
      new Database(
          DatabaseUrl.parse("postgresql://127.0.0.1:1/none"),
          2,
          Duration.ofMillis(300),
          Duration.ofSeconds(1));

  @Test
  void a_payment_leaves_its_calls_and_none_of_its_secrets() {
    var till = Till.open(GATEWAY);
    till.paid("10");
    GATEWAY.sweep();
    var calls = calls(till);
    assertThat(calls).anyMatch(it -> it.startsWith("SEND_OTP SUCCEEDED 200"));
    assertThat(calls).anyMatch(it -> it.startsWith("DEBIT SUCCEEDED 200"));
    assertThat(String.join("\n", calls))
        .contains("POST /", "***" + till.phone().substring(6), "\"otp\\\":\\\"***")
        .doesNotContain(till.phone(), Shop.RIGHT_OTP + "\\\"", GatewayFixture.PROVIDER_KEY);
  }

  @Test
  void old_calls_are_forgotten() {
    var till = Till.open(GATEWAY);
    till.paid("10");
    GATEWAY.sweep();
    GATEWAY.clock().advance(Duration.ofDays(31));
    Till.open(GATEWAY);
    GATEWAY.sweep();
    GATEWAY.gateway().forgetOldCalls();
    assertThat(calls(till)).isEmpty();
    assertThat(count()).isPositive();
  }

  @Test
  void what_cannot_be_written_is_dropped_and_counted() {
    try (var recorder = recorder(Duration.ofDays(1))) {
      recorder.record(call(Operation.DEBIT));
      recorder.record(call(Operation.PARSE_NOTIFICATION));
      recorder.flush();
      assertThat(dropped()).isEqualTo(1);
    }
  }

  @Test
  void what_there_is_no_room_for_is_dropped_and_counted() {
    try (var recorder = recorder(Duration.ofDays(1))) {
      for (int i = 0; i < 10_005; i++) {
        recorder.record(call(Operation.DEBIT));
      }
      assertThat(dropped()).isEqualTo(5);
    }
    // the database is away when it closes
    assertThat(dropped()).isEqualTo(10_005);
  }

  /// Each of its batches would wait for the database.
  @Test
  void a_batch_that_cannot_be_written_ends_the_round() {
    try (var recorder = recorder(Duration.ofDays(1))) {
      for (int i = 0; i < 10_000; i++) {
        recorder.record(call(Operation.DEBIT));
      }
      recorder.flush();
      assertThat(dropped()).isBetween(1.0, 5_000.0);
    }
  }

  @Test
  void nothing_is_recorded_where_nothing_is_kept() {
    try (var recorder = recorder(Duration.ZERO)) {
      recorder.record(call(Operation.DEBIT));
      recorder.flush();
      assertThat(dropped()).isZero();
    }
  }

  @AfterEach
  void close() {
    away.close();
  }

  private CallRecorder recorder(Duration kept) {
    return new CallRecorder(new CallStore(away), kept, GATEWAY.clock(), meters);
  }

  private double dropped() {
    return meters.counter("batua.provider.calls.dropped").count();
  }

  private static ProviderCall call(Operation operation) {
    return new ProviderCall(
        operation,
        new GatewayCode("PAYTM"),
        "pac_1",
        new ProviderCall.Subject(
            Optional.of(new Reference("01JD0000000000000000000001")), Optional.empty()),
        GATEWAY.clock().instant(),
        Duration.ofMillis(7),
        CallOutcome.SUCCEEDED,
        "",
        "",
        200,
        List.of());
  }

  private static List<String> calls(Till till) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        """
                        select operation || ' ' || outcome || ' ' || http_status || ' ' || exchanges
                        from provider_call where wallet_id = ? order by id
                        """,
                        till.wallet())
                    .mapTo(String.class)
                    .list());
  }

  private static int count() {
    return GATEWAY
        .tables()
        .withHandle(
            handle -> handle.select("select count(*) from provider_call").mapTo(int.class).one());
  }
}
