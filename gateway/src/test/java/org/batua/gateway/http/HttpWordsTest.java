package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP as proxies and their users speak it, in bytes.
@Tag("slow")
class HttpWordsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.wrong_keys_per_minute", "100000")
          .with("http.body_bytes", "4096");

  private final Shop shop = GATEWAY.newShop();

  // --- close ------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "POST, wrong, AS_LONG,   AT_ONCE",
    "POST, wrong, AS_LONG,   LATER",
    "POST, wrong, TOO_SMALL, AT_ONCE",
    "POST, wrong, TOO_SMALL, LATER",
    "POST, wrong, TOO_LARGE, AT_ONCE",
    "POST, wrong, TOO_LARGE, LATER",
    "POST, right, TOO_SMALL, AT_ONCE",
    "GET,  wrong, AS_LONG,   AT_ONCE",
    "GET,  wrong, TOO_SMALL, LATER",
    "GET,  right, AS_LONG,   LATER",
    "GET,  right, TOO_SMALL, AT_ONCE",
    "POST, none,  BEYOND,    AT_ONCE",
    "POST, right, BEYOND,    LATER",
  })
  void nothing_is_processed_after_close_was_said(
      String method, String key, Length length, Moment moment) throws Exception {
    var id = "smuggled-" + System.nanoTime();
    var hidden = create(id, "Connection: keep-alive");
    int declared =
        switch (length) {
          case AS_LONG -> hidden.length();
          case TOO_SMALL -> 4;
          case TOO_LARGE -> hidden.length() + 40;
          case BEYOND -> 1_000_000;
        };
    var head =
        method
            + " /customers HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + (key.equals("none") ? "" : authorization(key.equals("right") ? shop.key() : "key_x"))
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + declared
            + "\r\n\r\n";
    String answers;
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      if (moment == Moment.AT_ONCE) {
        write(socket, head + hidden);
      } else {
        write(socket, head);
        // real time: a body that comes later is later by the clock of the network
        Thread.sleep(150);
        write(socket, hidden);
      }
      if (length == Length.TOO_LARGE) {
        socket.shutdownOutput();
      }
      answers = all(socket);
    }
    assertThat(STATUS.matcher(answers).results().count()).as(answers).isLessThanOrEqualTo(1);
    shop.api().get("/customers/" + id).refused(404, "object_not_found");
  }

  /// How a `Content-Length` compares with the body.
  enum Length {
    AS_LONG,
    TOO_SMALL,
    TOO_LARGE,
    BEYOND
  }

  /// When a body is sent.
  enum Moment {
    AT_ONCE,
    LATER
  }

  @Test
  void a_refused_request_is_read_to_its_end_and_its_connection_goes_on() throws Exception {
    var hidden = create("hidden", "A: b");
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(
          socket,
          "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: "
              + hidden.length()
              + "\r\n\r\n"
              + hidden);
      RawHttp.read(socket).orElseThrow().refused(401, "access_denied");
      write(socket, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
    }
    shop.api().get("/customers/hidden").refused(404, "object_not_found");
  }

  @Test
  void a_body_that_is_too_large_gets_its_answer_while_it_is_still_sent() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(
          socket,
          "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n"
              + "x".repeat(100_000));
      // real time: a closed connection is reset when more comes, which needs a round trip
      Thread.sleep(100);
      write(socket, "x".repeat(100_000));
      RawHttp.read(socket).orElseThrow().refused(413, "request_too_large");
    }
  }

  // --- HEAD -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {"/health/live", "/metrics", "/openapi.yaml", "/customers", "/nowhere", "/txns"})
  void head_is_get_without_content(String path) throws Exception {
    var request = " " + path + " HTTP/1.1\r\nHost: h\r\n" + authorization(shop.key()) + "\r\n";
    var got = RawHttp.exchange(GATEWAY.port(), bytes("GET" + request), PATIENCE).orElseThrow();
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(socket, "HEAD" + request);
      var head = headOf(socket);
      assertThat(head).startsWith("HTTP/1.1 " + got.status());
      assertThat(head.toLowerCase(java.util.Locale.ROOT)).contains("\r\ncontent-length: ");
      // the next answer begins where the head ended
      write(socket, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(RawHttp.read(socket).orElseThrow().body()).isEqualTo("{\"status\":\"UP\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD /customers?%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "HEAD /customers HTTP/1.1\r\n\r\n",
        "HEAD /customers HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n",
      })
  void a_refusal_of_a_head_that_comes_early_has_no_content_either(String request) throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(socket, request);
      socket.shutdownOutput();
      var answer = all(socket);
      assertThat(answer).startsWith("HTTP/1.1 4").endsWith("\r\n\r\n");
    }
  }

  // --- methods ----------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BREW /customers              | GET, HEAD, POST",
        "OPTIONS /txns                | POST",
        "HEAD /txns                   | POST",
        "PUT /health/live             | GET, HEAD",
        "TRACE /orders/a              | GET, HEAD, POST",
      })
  void a_method_that_a_path_lacks_is_405_with_allow(String start, String allow) {
    var reply = exchange(start + " HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("allow")).contains(allow);
  }

  // --- HTTP/1.0 ---------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: h\r\n",
        "host:h\r\n",
        "Connection: keep-alive\r\n",
        "Host: h\r\nConnection: close\r\nKeep-Alive: 5\r\n"
      })
  void http_1_0_is_served_and_its_connection_closed(String headers) throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(socket, "GET /health/live HTTP/1.0\r\n" + headers + "\r\n");
      var answer = all(socket);
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("\r\nconnection: close\r\n")
          .endsWith("{\"status\":\"UP\"}");
    }
  }

  @Test
  void http_1_0_may_have_a_body_that_comes_in_pieces() throws Exception {
    var request =
        create("from-1.0", "A: b").replace("HTTP/1.1", "HTTP/1.0").replace("Host: h\r\n", "");
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      for (var part : List.of(request.split("(?<=\\G.{37})", -1))) {
        write(socket, part);
      }
      assertThat(all(socket)).startsWith("HTTP/1.1 200 OK\r\n").contains("from-1.0");
    }
    shop.api().get("/customers/from-1.0").ok();
  }

  // --- encodings --------------------------------------------------------------------------

  @Test
  void a_body_may_be_encoded_as_identity_only() {
    var call = shop.api().post("/customers").form("object_reference_id", "plain");
    call.header("Content-Encoding", "gzip").refused(415, "unsupported_media_type");
    call.header("Content-Encoding", "x, identity").refused(415, "unsupported_media_type");
    call.header("Content-Encoding", "Identity").ok();
  }

  @Test
  void what_is_large_and_not_secret_is_compressed_for_those_who_ask() throws Exception {
    var plain = exchange("GET /openapi.yaml HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(plain.header("vary")).contains("Accept-Encoding");
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      write(
          socket,
          "GET /openapi.yaml HTTP/1.1\r\nHost: h\r\nAccept-Encoding: br, gzip;q=0.5\r\n\r\n");
      var head = headOf(socket);
      assertThat(head).containsIgnoringCase("\r\ncontent-encoding: gzip\r\n");
      int length = Integer.parseInt(head.replaceAll("(?is).*content-length: ([0-9]+).*", "$1"));
      assertThat(length).isLessThan(plain.body().length() / 3);
      var bytes = socket.getInputStream().readNBytes(length);
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        assertThat(new String(gzip.readAllBytes(), UTF_8)).isEqualTo(plain.body());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/wallets-of-customer", "/nowhere"})
  void what_is_small_or_secret_is_not_compressed(String path) {
    for (int i = 0; i < 12 && path.startsWith("/wallets"); i++) {
      shop.wallet(Shop.newPhone());
    }
    var target = path.replace("/wallets-of-customer", "/orders");
    var reply =
        exchange(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n"
                + authorization(shop.key())
                + "\r\n");
    assertThat(reply.header("content-encoding")).isEmpty();
  }

  /// Who brings no cookie is new to us, and gets what anybody with the address gets.
  @Test
  void a_page_is_compressed_only_for_a_browser_that_is_new() {
    var page = "GET /merchant/pay/nothing HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n";
    var gzip = "Accept-Encoding: gzip\r\n";
    assertThat(exchange(page + gzip + "\r\n").header("content-encoding")).contains("gzip");
    assertThat(exchange(page + gzip + "Cookie: batua=1\r\n\r\n").header("content-encoding"))
        .isEmpty();
    assertThat(exchange(page + "\r\n").header("content-encoding")).isEmpty();
  }

  @Test
  void gzip_that_is_refused_is_not_sent() {
    var reply =
        exchange("GET /openapi.yaml HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
    assertThat(reply.header("content-encoding")).isEmpty();
  }

  // --- paths ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//metrics",
        "/x/../metrics",
        "/%6detrics",
        "/metrics;x",
        "/metrics/",
        "/metrics#x",
        "/./metrics"
      })
  void another_spelling_of_a_path_reaches_nothing(String target) {
    assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n").status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h", "HTTP://h:1", "https://other.example", "http://u:p@h"})
  void a_whole_address_is_the_path_in_it(String origin) {
    var live = "GET " + origin + "/health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    assertThat(exchange(live).status()).isEqualTo(200);
    for (var target : List.of("", "?x", "//metrics", "/x/../metrics", "/%6detrics")) {
      var request = "GET " + origin + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
      assertThat(exchange(request).status()).as(target).isEqualTo(404);
    }
    var refund = "POST " + origin + "/orders/o;x/refunds HTTP/1.1\r\nHost: h\r\n";
    assertThat(exchange(refund + "Content-Length: 0\r\n\r\n").status()).isEqualTo(401);
  }

  private ApiReply exchange(String request) {
    return RawHttp.exchange(GATEWAY.port(), bytes(request), PATIENCE).orElseThrow();
  }

  private String create(String id, String header) {
    var body = "object_reference_id=" + id;
    return "POST /customers HTTP/1.1\r\nHost: h\r\n"
        + authorization(shop.key())
        + header
        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String authorization(String key) {
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes(key + ":")) + "\r\n";
  }

  private static String headOf(Socket socket) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new AssertionError("no head: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Everything until the server closes.
  private static String all(Socket socket) {
    var text = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read();
          next >= 0;
          next = socket.getInputStream().read()) {
        text.append((char) next);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("not closed after: " + text, e);
    } catch (IOException e) {
      // a reset is an end too
      return text.toString();
    }
    return text.toString();
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(bytes(text));
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // closed already: what was answered is looked at
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
