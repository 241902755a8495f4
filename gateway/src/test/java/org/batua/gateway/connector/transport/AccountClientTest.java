package org.batua.gateway.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.RawServer;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.trace.UnkeptSpans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What keeps one provider account's troubles from spreading, and what is counted of its calls.
@Timeout(30)
class AccountClientTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final ProviderAccount ACCOUNT =
      new ProviderAccount("pa_1", new GatewayCode("MOBIKWIK"), Map.of(), Map.of());
  private static final ProviderAccount OTHER =
      new ProviderAccount("pa_2", new GatewayCode("PAYTM"), Map.of(), Map.of());
  private static final TransportLimits.Circuit NEVER_OPEN =
      new TransportLimits.Circuit(100, 1000, Duration.ofMinutes(1), Duration.ofHours(1), 1);

  private final RawServer server = new RawServer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpTransport transport =
      new HttpTransport(limits(8, NEVER_OPEN), meters, new UnkeptSpans());

  /// Loads the HTTP client's classes, which would use up a short timeout.
  @BeforeAll
  static void warmUp() {
    try (var server = new RawServer().answering(200, "");
        var transport =
            new HttpTransport(
                TransportLimits.DEFAULT, new SimpleMeterRegistry(), new UnkeptSpans())) {
      transport.exchange(ACCOUNT, Purpose.READ, request(server.url("/")), LONG);
    }
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private static TransportLimits limits(int callsMax, TransportLimits.Circuit circuit) {
    return new TransportLimits(
        Duration.ofMillis(500), Duration.ofSeconds(30), callsMax, SHORT, 1024, circuit);
  }

  private Transport.Exchange post(Duration timeout) {
    return transport.exchange(ACCOUNT, Purpose.MONEY, request(server.url("/debit")), timeout);
  }

  private static Request request(URI url) {
    return new Request("POST", url, Map.of("Content-Type", "text/plain"), "amount=1");
  }

  @Test
  void a_call_without_a_free_place_is_not_sent_but_an_inquiry_goes_out() throws Exception {
    transport = new HttpTransport(limits(1, NEVER_OPEN), meters, new UnkeptSpans());
    var taken = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    server.then(
        wire -> {
          wire.readRequest();
          taken.countDown();
          release.await();
          wire.answer(200, "slow");
        });
    server.answering(200, "inquiry");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = threads.submit(() -> post(LONG));
      taken.await();

      assertThat(post(LONG)).isInstanceOf(Transport.Exchange.NotSent.class);
      assertThat(transport.exchange(ACCOUNT, Purpose.INQUIRY, request(server.url("/s")), LONG))
          .isInstanceOf(Transport.Exchange.Answered.class);

      release.countDown();
      assertThat(slow.get()).isInstanceOf(Transport.Exchange.Answered.class);
    }
  }

  @Test
  void a_full_account_leaves_other_accounts_alone() throws Exception {
    transport = new HttpTransport(limits(1, NEVER_OPEN), meters, new UnkeptSpans());
    var taken = new CountDownLatch(1);
    server.then(
        wire -> {
          wire.readRequest();
          taken.countDown();
          wire.hang();
        });
    server.answering(200, "{}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stuck = threads.submit(() -> post(Duration.ofSeconds(2)));
      taken.await();

      assertThat(transport.exchange(OTHER, Purpose.MONEY, request(server.url("/")), LONG))
          .isInstanceOf(Transport.Exchange.Answered.class);
      assertThat(stuck.get()).isInstanceOf(Transport.Exchange.Lost.class);
    }
  }

  private static TransportLimits.Circuit opensAfterFour(Duration openFor) {
    return new TransportLimits.Circuit(50, 4, Duration.ofMinutes(1), openFor, 1);
  }

  @Test
  void the_circuit_opens_on_troubles_and_never_holds_up_an_inquiry() {
    transport =
        new HttpTransport(
            limits(8, opensAfterFour(Duration.ofHours(1))), meters, new UnkeptSpans());
    server.answering(500, "").answering(200, "");
    IntStream.range(0, 4).forEach(_ -> post(LONG));

    assertThat(post(LONG)).isInstanceOf(Transport.Exchange.NotSent.class);
    assertThat(server.requests()).hasSize(4);
    assertThat(transport.exchange(ACCOUNT, Purpose.INQUIRY, request(server.url("/")), LONG))
        .isInstanceOf(Transport.Exchange.Answered.class);
    assertThat(transport.exchange(OTHER, Purpose.READ, request(server.url("/")), LONG))
        .isInstanceOf(Transport.Exchange.Answered.class);
  }

  @Test
  void refusals_by_status_do_not_open_the_circuit() {
    transport =
        new HttpTransport(
            limits(8, opensAfterFour(Duration.ofHours(1))), meters, new UnkeptSpans());
    server.answering(400, "");

    IntStream.range(0, 9).forEach(_ -> post(LONG));

    assertThat(server.requests()).hasSize(9);
  }

  @Test
  void the_circuit_closes_after_a_good_trial() {
    transport =
        new HttpTransport(limits(8, opensAfterFour(Duration.ZERO)), meters, new UnkeptSpans());
    server.then(
        wire -> {
          for (var i = 0; i < 4; i++) {
            wire.readRequest();
            wire.answer(500, "");
          }
          while (true) {
            wire.readRequest();
            wire.answer(200, "");
          }
        });
    IntStream.range(0, 4).forEach(_ -> post(LONG));

    IntStream.range(0, 5)
        .forEach(
            _ -> assertThat(((Transport.Exchange.Answered) post(LONG)).status()).isEqualTo(200));
  }

  @Test
  void every_call_is_timed_by_gateway_purpose_and_result() {
    server.answering(200, "{}");

    post(LONG);

    var timer =
        meters
            .get("batua.provider.call")
            .tags("gateway", "MOBIKWIK", "purpose", "money", "result", "2xx")
            .timer();
    assertThat(timer.count()).isEqualTo(1);
  }
}
