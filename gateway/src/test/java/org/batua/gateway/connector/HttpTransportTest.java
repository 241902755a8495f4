package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.Trouble.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the transport knows of an exchange, proved against sockets that break at every point.
class HttpTransportTest {
  private static final Duration SHORT = Duration.ofMillis(250);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final ProviderAccount ACCOUNT =
      new ProviderAccount("pa_1", new GatewayCode("MOBIKWIK"), Map.of(), Map.of());
  private static final ProviderAccount OTHER =
      new ProviderAccount("pa_2", new GatewayCode("PAYTM"), Map.of(), Map.of());
  private static final TransportLimits.Circuit NEVER_OPEN =
      new TransportLimits.Circuit(100, 1000, Duration.ofMinutes(1), Duration.ofHours(1), 1);

  private final RawServer server = new RawServer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpTransport transport = new HttpTransport(limits(8, NEVER_OPEN), meters);

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private static TransportLimits limits(int callsMax, TransportLimits.Circuit circuit) {
    return new TransportLimits(
        Duration.ofMillis(500), Duration.ofSeconds(30), callsMax, SHORT, 1024, circuit);
  }

  private Exchange post(Duration timeout) {
    return transport.exchange(ACCOUNT, Purpose.MONEY, request(server.url("/debit")), timeout);
  }

  private static Request request(URI url) {
    return new Request("POST", url, Map.of("Content-Type", "text/plain"), "amount=1");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void an_answer_comes_whole_with_status_headers_and_body() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(201, "X-Trace: t1\r\n", "{\"name\":\"µ\"}");
        });

    var answered = (Exchange.Answered) post(LONG);

    assertThat(answered.status()).isEqualTo(201);
    assertThat(answered.header("x-trace")).contains("t1");
    assertThat(answered.body()).isEqualTo("{\"name\":\"µ\"}");
    assertThat(server.requests()).containsExactly("POST /debit HTTP/1.1\namount=1");
  }

  @Test
  void a_refused_connection_is_not_sent() throws IOException {
    var url = URI.create("http://127.0.0.1:" + freePort() + "/");

    assertThat(transport.exchange(ACCOUNT, Purpose.MONEY, request(url), LONG))
        .satisfies(HttpTransportTest::notSent);
  }

  @Test
  void an_unknown_name_is_not_sent() {
    var url = URI.create("http://no-such-host.invalid/");

    assertThat(transport.exchange(ACCOUNT, Purpose.MONEY, request(url), LONG))
        .satisfies(HttpTransportTest::notSent);
  }

  @Test
  void a_failed_tls_handshake_is_not_sent() {
    server.then(wire -> wire.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    var url = URI.create(server.url("/").toString().replace("http:", "https:"));

    assertThat(transport.exchange(ACCOUNT, Purpose.MONEY, request(url), LONG))
        .satisfies(HttpTransportTest::notSent);
  }

  @Test
  void a_tls_handshake_that_outlives_the_timeout_is_not_sent() {
    var url = URI.create(server.url("/").toString().replace("http:", "https:"));

    assertThat(transport.exchange(ACCOUNT, Purpose.MONEY, request(url), SHORT))
        .satisfies(HttpTransportTest::notSent);
  }

  @Test
  void a_server_that_never_reads_loses_the_exchange() {
    server.then(RawServer.Wire::hang);

    lost(post(SHORT), Cause.TIMEOUT);
  }

  @Test
  void a_server_that_reads_and_never_answers_loses_the_exchange() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.hang();
        });

    lost(post(SHORT), Cause.TIMEOUT);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_reset_after_reading_loses_the_exchange_and_is_not_repeated() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.reset();
        });
    server.answering(200, "{}");

    lost(post(LONG), Cause.CONNECTION_LOST);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_close_after_reading_loses_the_exchange() {
    server.then(RawServer.Wire::readRequest);

    lost(post(LONG), Cause.CONNECTION_LOST);
  }

  @Test
  void half_a_body_loses_the_exchange_but_keeps_its_status() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":");
        });

    var trouble = lost(post(LONG), Cause.CONNECTION_LOST);

    assertThat(trouble.raw().httpStatus()).isEqualTo(200);
  }

  @Test
  void an_answer_that_drips_beyond_the_timeout_loses_the_exchange() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          for (var i = 0; i < 100; i++) {
            wire.write(".");
            Thread.sleep(20);
          }
        });

    lost(post(SHORT), Cause.TIMEOUT);
  }

  @Test
  void bytes_that_are_no_http_lose_the_exchange() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.write("hello\r\n\r\n");
        });

    lost(post(LONG), Cause.CONNECTION_LOST);
  }

  @Test
  void an_answer_beyond_the_limit_is_lost_unread() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(200, "x".repeat(1025));
        });

    lost(post(LONG), Cause.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 408, 421, 429, 500, 502, 503, 504})
  void an_error_status_is_an_answer_and_is_not_repeated(int status) {
    server.answering(status, "<html>sorry</html>");

    assertThat(post(LONG))
        .isEqualTo(
            new Exchange.Answered(status, Map.of("content-length", "18"), "<html>sorry</html>"));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_503_that_asks_for_an_instant_repeat_does_not_get_it(String method) {
    server.then(
        wire -> {
          while (true) {
            wire.readRequest();
            wire.answer(503, "Retry-After: 0\r\n", "");
          }
        });
    var body = method.equals("GET") ? "" : "a=1";
    var request = new Request(method, server.url("/"), Map.of(), body);

    var exchange = transport.exchange(ACCOUNT, Purpose.MONEY, request, LONG);

    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_not_followed(int status) {
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(status, "Location: " + server.url("/elsewhere") + "\r\n", "");
        });

    assertThat(((Exchange.Answered) post(LONG)).status()).isEqualTo(status);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void calls_in_a_row_share_a_connection() {
    server.answering(200, "{}");

    post(LONG);
    post(LONG);

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  /// The second request must reach the provider, and once: it was never written to the old one.
  @ParameterizedTest
  @EnumSource(Purpose.class)
  void a_connection_closed_in_between_is_replaced_before_anything_is_written(Purpose purpose)
      throws InterruptedException {
    var closed = new CountDownLatch(1);
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(200, "first");
          wire.close();
          closed.countDown();
        });
    server.answering(200, "second");

    post(LONG);
    closed.await();
    var second = transport.exchange(ACCOUNT, purpose, request(server.url("/again")), LONG);

    assertThat(second)
        .isInstanceOfSatisfying(
            Exchange.Answered.class, a -> assertThat(a.body()).isEqualTo("second"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_connection_that_dies_under_the_second_request_loses_it() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(200, "first");
          wire.readRequest();
        });
    server.answering(200, "never asked");

    post(LONG);

    lost(post(LONG), Cause.CONNECTION_LOST);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_call_without_a_free_place_is_not_sent_but_an_inquiry_goes_out() throws Exception {
    transport = new HttpTransport(limits(1, NEVER_OPEN), meters);
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

      notSent(post(LONG));
      assertThat(transport.exchange(ACCOUNT, Purpose.INQUIRY, request(server.url("/s")), LONG))
          .isInstanceOf(Exchange.Answered.class);

      release.countDown();
      assertThat(slow.get()).isInstanceOf(Exchange.Answered.class);
    }
  }

  @Test
  void a_full_account_leaves_other_accounts_alone() throws Exception {
    transport = new HttpTransport(limits(1, NEVER_OPEN), meters);
    var taken = new CountDownLatch(1);
    server.then(
        wire -> {
          wire.readRequest();
          taken.countDown();
          wire.hang();
        });
    server.answering(200, "{}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stuck = threads.submit(() -> post(Duration.ofMillis(400)));
      taken.await();

      assertThat(transport.exchange(OTHER, Purpose.MONEY, request(server.url("/")), LONG))
          .isInstanceOf(Exchange.Answered.class);
      lost(stuck.get(), Cause.TIMEOUT);
    }
  }

  private static TransportLimits.Circuit opensAfterFour(Duration openFor) {
    return new TransportLimits.Circuit(50, 4, Duration.ofMinutes(1), openFor, 1);
  }

  @Test
  void the_circuit_opens_on_troubles_and_never_holds_up_an_inquiry() {
    transport = new HttpTransport(limits(8, opensAfterFour(Duration.ofHours(1))), meters);
    server.answering(500, "");
    IntStream.range(0, 4).forEach(_ -> post(LONG));

    notSent(post(LONG));
    assertThat(server.requests()).hasSize(4);
    assertThat(transport.exchange(ACCOUNT, Purpose.INQUIRY, request(server.url("/")), LONG))
        .isInstanceOf(Exchange.Answered.class);
    assertThat(transport.exchange(OTHER, Purpose.READ, request(server.url("/")), SHORT))
        .isNotInstanceOf(Exchange.NotSent.class);
  }

  @Test
  void refusals_by_status_do_not_open_the_circuit() {
    transport = new HttpTransport(limits(8, opensAfterFour(Duration.ofHours(1))), meters);
    server.answering(400, "");

    IntStream.range(0, 9).forEach(_ -> post(LONG));

    assertThat(server.requests()).hasSize(9);
  }

  @Test
  void the_circuit_closes_after_a_good_trial() {
    transport = new HttpTransport(limits(8, opensAfterFour(Duration.ZERO)), meters);
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
        .forEach(_ -> assertThat(((Exchange.Answered) post(LONG)).status()).isEqualTo(200));
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

  @Test
  void nothing_that_a_request_holds_is_in_its_trouble_or_its_print() throws IOException {
    var url = URI.create("http://127.0.0.1:" + freePort() + "/otp?otp=654321&token=s3cret");
    var request = new Request("POST", url, Map.of("Authorization", "s3cret"), "otp=654321");

    var exchange = transport.exchange(ACCOUNT, Purpose.READ, request, LONG);

    assertThat(exchange.toString() + request).doesNotContain("654321", "s3cret");
  }

  private static void notSent(Exchange exchange) {
    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.NotSent.class,
            e -> assertThat(e.trouble().cause()).isEqualTo(Cause.NOT_CONNECTED));
  }

  private static Trouble lost(Exchange exchange, Cause cause) {
    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.Lost.class, e -> assertThat(e.trouble().cause()).isEqualTo(cause));
    return ((Exchange.Lost) exchange).trouble();
  }
}
