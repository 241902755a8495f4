package org.batua.gateway.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.RawServer;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.trace.UnkeptSpans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What the transport knows of an exchange, proved against sockets that break at every point.
@Timeout(30)
class HttpTransportTest {
  private static final Duration SHORT = Duration.ofMillis(1500);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final ProviderAccount ACCOUNT =
      new ProviderAccount("pa_1", new GatewayCode("MOBIKWIK"), Map.of(), Map.of());

  private final RawServer server = new RawServer();
  private final HttpTransport transport =
      new HttpTransport(
          new TransportLimits(
              Duration.ofMillis(500),
              Duration.ofSeconds(30),
              8,
              SHORT,
              1024,
              new TransportLimits.Circuit(
                  100, 1000, Duration.ofMinutes(1), Duration.ofHours(1), 1)),
          new SimpleMeterRegistry(),
          new UnkeptSpans());

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

  private Transport.Exchange post(Duration timeout) {
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

    var answered = (Transport.Exchange.Answered) post(LONG);

    assertThat(answered.status()).isEqualTo(201);
    assertThat(answered.header("x-trace")).contains("t1");
    assertThat(answered.body()).isEqualTo("{\"name\":\"µ\"}");
    assertThat(server.requests()).containsExactly("POST /debit HTTP/1.1\namount=1");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_an_answer() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.answer(200, "", "\uFEFF{}");
        });
    assertThat(((Transport.Exchange.Answered) post(LONG)).body()).isEqualTo("{}");
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
  void a_name_that_is_looked_up_for_too_long_is_not_found() {
    var never = new CountDownLatch(1);
    var dns =
        new BoundedDns(
            _ -> {
              try {
                never.await();
                return List.of();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            Duration.ofMillis(50));

    assertThatThrownBy(() -> dns.lookup("slow.example")).isInstanceOf(UnknownHostException.class);
    never.countDown();
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

    var failure = lost(post(LONG), Cause.CONNECTION_LOST);

    assertThat(failure.response().httpStatus()).isEqualTo(200);
  }

  @Test
  void an_answer_that_drips_beyond_the_timeout_loses_the_exchange() {
    server.then(
        wire -> {
          wire.readRequest();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          for (var i = 0; i < 1000; i++) {
            wire.write(".");
            Thread.sleep(20); // real time: the drip itself is what is tested
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
            new Transport.Exchange.Answered(
                status, Map.of("content-length", "18"), "<html>sorry</html>"));
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

    assertThat(exchange).isInstanceOf(Transport.Exchange.Answered.class);
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

    assertThat(((Transport.Exchange.Answered) post(LONG)).status()).isEqualTo(status);
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
            Transport.Exchange.Answered.class, a -> assertThat(a.body()).isEqualTo("second"));
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
  void nothing_that_a_request_holds_is_in_its_trouble_or_its_print() throws IOException {
    var url = URI.create("http://127.0.0.1:" + freePort() + "/otp?otp=654321&token=s3cret");
    var request = new Request("POST", url, Map.of("Authorization", "s3cret"), "otp=654321");

    var exchange = transport.exchange(ACCOUNT, Purpose.READ, request, LONG);

    assertThat(exchange.toString() + request).doesNotContain("654321", "s3cret");
  }

  @Test
  void a_second_account_of_a_gateway_is_in_the_same_figures_without_a_word() {
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    var logger = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
    var second = new ProviderAccount("pa_2", ACCOUNT.gateway(), Map.of(), Map.of());
    logger.addAppender(logged);
    try (var server = new RawServer().answering(200, "")) {
      for (var account : List.of(ACCOUNT, second)) {
        transport.exchange(account, Purpose.READ, request(server.url("/")), LONG);
      }
    } finally {
      logger.detachAppender(logged);
    }
    assertThat(logged.list).isEmpty();
  }

  private static void notSent(Transport.Exchange exchange) {
    assertThat(exchange)
        .isInstanceOfSatisfying(
            Transport.Exchange.NotSent.class,
            e -> assertThat(e.failure().cause()).isEqualTo(Cause.NOT_CONNECTED));
  }

  private static TransportFailure lost(Transport.Exchange exchange, Cause cause) {
    assertThat(exchange)
        .isInstanceOfSatisfying(
            Transport.Exchange.Lost.class, e -> assertThat(e.failure().cause()).isEqualTo(cause));
    return ((Transport.Exchange.Lost) exchange).failure();
  }
}
