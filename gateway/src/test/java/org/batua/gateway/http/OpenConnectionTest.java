package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one connection may do, and for how long.
@Tag("slow")
class OpenConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpLimits.Times TIMES =
      new HttpLimits.Times(
          Duration.ofSeconds(11),
          Duration.ofSeconds(22),
          Duration.ofSeconds(33),
          Duration.ZERO,
          Duration.ZERO);

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("http.request_read_seconds", "1");

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @CsvSource({
    "SILENT, 11",
    "READING, 11",
    "WORKING,",
    "ANSWERING, 22",
    "RESTING, 33",
    "LEAVING, 1",
    "CUT_OFF,"
  })
  void a_request_and_an_answer_have_their_time_and_work_has_its_own(
      OpenConnection.Phase phase, @Nullable Integer seconds) {
    var limit = OpenConnection.limitOf(phase, TIMES);
    if (seconds == null) {
      assertThat(limit).isEmpty();
    } else {
      assertThat(limit).contains(Duration.ofSeconds(seconds));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /customers HTTP/1.1\r\nHost: h\r\nx-a",
        "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded"
            + "\r\nAuthorization: Basic KEY\r\nContent-Length: 500\r\n\r\nobject_reference_id=slow",
        "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded"
            + "\r\nAuthorization: Basic KEY\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nobjec",
      })
  void a_client_that_stops_or_drips_is_cut_off(String text) throws Exception {
    var start = text.replace("KEY", base64(shop.key() + ":"));
    try (var stopping = RawHttp.open(GATEWAY.port(), PATIENCE);
        var dripping = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      long began = System.nanoTime();
      stopping.getOutputStream().write((start + "\r").getBytes(ISO_8859_1));
      dripping.getOutputStream().write((start + "x").getBytes(ISO_8859_1));
      var drip = Thread.ofVirtual().start(() -> drip(dripping));
      for (var socket : new Socket[] {dripping, stopping}) {
        var answer = RawHttp.read(socket);
        assertThat(answer.orElseThrow().refused(408, "request_timeout").header("x-response-id"))
            .isPresent();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(800), PATIENCE.plusSeconds(10));
      drip.join();
    }
  }

  @Test
  void a_call_may_take_longer_than_its_request_may_take_to_arrive() {
    var wallet = shop.wallet("9000000051");
    long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              while (System.nanoTime() < end) {
                // real time: the server's own limit runs by the machine's clock
                LockSupport.parkNanos(end - System.nanoTime());
              }
            });
    shop.authenticate(wallet).ok();
  }

  @Test
  void a_client_that_goes_away_in_the_middle_leaves_no_trace_of_a_bug() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket
          .getOutputStream()
          .write(
              request(
                  "POST /customers HTTP/1.1",
                  "Host: h",
                  "Authorization: Basic " + base64(shop.key() + ":"),
                  "Content-Type: application/x-www-form-urlencoded",
                  "Content-Length: 500"));
      socket.shutdownOutput();
      assertThat(RawHttp.read(socket)).isEmpty();
    }
    shop.api().get("/customers").ok();
  }

  /// Methods are case-sensitive (RFC 9110, section 9.1).
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get /customers          | GET, HEAD, POST",
        "Get /customers          | GET, HEAD, POST",
        "head /customers         | GET, HEAD, POST",
        "post /customers         | GET, HEAD, POST",
        "Post /customers         | GET, HEAD, POST",
        "options /customers      | GET, HEAD, POST",
        "get /health/live        | GET, HEAD",
        "post /txns              | POST",
        "GETTING-MORE-THAN-ANYBODY-EVER-ASKED-FOR /txns | POST",
      })
  void a_method_is_read_to_the_letter(String start, String allow) {
    var reply = exchange(start, "object_reference_id=by-letter", shop.key());
    assertThat(reply.refused(405, "method_not_allowed").header("allow")).contains(allow);
    assertThat(reply.header("access-control-allow-methods")).isEmpty();
    shop.api().get("/customers/by-letter").refused(404, "object_not_found");
  }

  @Test
  void a_question_about_the_whole_server_is_answered_with_its_methods() {
    var reply = exchange("OPTIONS *", "", "");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers())
        .doesNotContainKeys("content-length", "transfer-encoding", "content-type", "x-no-content");
    assertThat(reply.header("allow")).contains("DELETE, GET, HEAD, OPTIONS, POST");
    for (var start : List.of("GET *", "options *", "OPTIONS /*")) {
      exchange(start, "", "").refused(404, "url_not_found");
    }
  }

  /// Of a `HEAD` that is refused before there is a request, too, however its bytes come.
  @Test
  void a_head_is_known_in_pieces_and_behind_another_request() throws Exception {
    var live = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    var bad = "HEAD /customers?%zz HTTP/1.1\r\nHost: h\r\n\r\n";
    for (var parts : List.of(List.of(bad.split("", -1)), List.of(live + bad), List.of(live, bad))) {
      try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
        for (var part : parts) {
          socket.getOutputStream().write(part.getBytes(ISO_8859_1));
          socket.getOutputStream().flush();
        }
        socket.shutdownOutput();
        var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(answers).contains("HTTP/1.1 400 ").endsWith("\r\n\r\n");
      }
    }
  }

  /// A request whose beginning came with the one before has no longer than any other.
  @Test
  void what_came_with_the_request_before_has_its_time() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      var live = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
      socket.getOutputStream().write((live + "POST /cust").getBytes(ISO_8859_1));
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
      RawHttp.read(socket).orElseThrow().refused(408, "request_timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Close",
        "Connection: keep-alive, close",
        "Connection: close, x",
        "connection:close",
        "Connection: keep-alive\r\nConnection: close"
      })
  void close_is_understood_however_it_is_said(String header) throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      var one = "GET /health/live HTTP/1.1\r\nHost: h\r\n" + header + "\r\n\r\n";
      socket.getOutputStream().write((one + one).getBytes(ISO_8859_1));
      var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answers)
          .containsOnlyOnce("HTTP/1.1 200")
          .containsIgnoringCase("connection: close");
    }
  }

  private static ApiReply exchange(String start, String body, String key) {
    var head =
        request(
            start + " HTTP/1.1",
            "Host: h",
            "Origin: https://shop.example",
            "Access-Control-Request-Method: POST",
            "Authorization: Basic " + base64(key + ":"),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + body.length());
    var all = new String(head, ISO_8859_1) + body;
    return RawHttp.exchange(GATEWAY.port(), all.getBytes(ISO_8859_1), PATIENCE).orElseThrow();
  }

  /// One of them might be believed here and the other in front.
  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "x-merchantid", "X-Merchant-Id"})
  void a_header_that_says_who_comes_must_come_once(String name) throws IOException {
    var mine = "Authorization: Basic " + base64(shop.key() + ":");
    var twice = name.equals("Authorization") ? mine : name + ": " + shop.id();
    var lines =
        name.equals("Authorization")
            ? new String[] {"GET /customers HTTP/1.1", "Host: h", mine, twice}
            : new String[] {"GET /customers HTTP/1.1", "Host: h", mine, twice, twice};
    var refused = RawHttp.exchange(GATEWAY.port(), request(lines), PATIENCE).orElseThrow();
    assertThat(
            refused
                .refused(400, "INVALID_REQUEST")
                .json()
                .path("error_info")
                .path("user_message")
                .asString())
        .contains(name.toLowerCase(Locale.ROOT) + ": must come once");
  }

  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        // real time: a client that drips is slow by the clock of the machine
        Thread.sleep(100);
      }
    } catch (IOException _) {
      // cut off by the server
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] request(String... lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }
}
