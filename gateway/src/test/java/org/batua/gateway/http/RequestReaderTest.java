package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that two programs in a row may read differently, and such as never end.
@Tag("slow")
class RequestReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");
  private static final int CHUNK_BYTES = 40_000;

  /// `|` stands for the end of a line, here and below.
  static final List<String> HEADS =
      List.of(
          "POST /customers HTTP/1.1|Host: h|: x||",
          "POST /customers HTTP/1.1|Host: h|:||",
          "POST /customers HTTP/1.1|Host : h||",
          "POST /customers HTTP/1.1|Host: h|Content-Length : 3||a=b",
          "POST /customers HTTP/1.1|Host: h|A: b| folded||",
          "POST /customers HTTP/1.1|Host: h| A: b||",
          "POST /customers HTTP/1.1|Host: h|A: b\nC: d||",
          "POST /customers HTTP/1.1|Host: h|A: b\rC: d||",
          "POST /customers HTTP/1.1\nHost: h\n\n",
          "POST /customers HTTP/1.1|Host: h|A: \u0000||",
          "POST /customers HTTP/1.1|Host: h|Host: i||",
          "POST /customers HTTP/1.1|Host: h|no colon||",
          "POST /customers HTTP/1.1||",
          "POST /customers HTTP/1.1|Host: h|Content-Length: 3|Content-Length: 3||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: 3, 3||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: +3||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: -3||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: 0x3||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: ||a=b",
          "POST /customers HTTP/1.1|Host: h|Content-Length: 18446744073709551619||a=b",
          "POST /customers HTTP/1.1|Host: h|CHUNKED|Content-Length: 3||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: chunked, identity||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: gzip, chunked||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: xchunked||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: chunked;q=1||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: \u000bchunked||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding: identity||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding:||0||",
          "POST /customers HTTP/1.1|Host: h|Transfer-Encoding : chunked||0||",
          "POST  /customers HTTP/1.1|Host: h||",
          "POST\t/customers HTTP/1.1|Host: h||",
          "POST /customers  HTTP/1.1|Host: h||",
          "POST /customers HTTP/1.1 |Host: h||",
          " POST /customers HTTP/1.1|Host: h||",
          "|||||POST /customers HTTP/1.1|Host: h||",
          "|\n|POST /customers HTTP/1.1|Host: h||",
          "\nPOST /customers HTTP/1.1|Host: h||",
          "\rPOST /customers HTTP/1.1|Host: h||",
          "\r\rPOST /customers HTTP/1.1|Host: h||",
          "POST /customers http/1.1|Host: h||",
          "POST /customers HTTP/1.01|Host: h||",
          "POST /customers HTTP/1.2|Host: h||",
          "POST /customers HTTP/2.0|Host: h||",
          "POST /customers|Host: h||",
          "GET /health/live|",
          "PRI * HTTP/2.0||SM||",
          "P@ST /customers HTTP/1.1|Host: h||",
          "POST /customers?a=\u00e4 HTTP/1.1|Host: h||",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003||");

  static final List<String> CHUNKS =
      List.of(
          "POST /customers HTTP/1.1|Host: h|Content-Length: 3|CHUNKED||0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED|CHUNKED||0||",
          "POST /customers HTTP/1.0|CHUNKED||0||",
          "||POST /customers HTTP/1.0|CHUNKED||0||",
          "POST /customers HTTP/1.0|A: b\nCHUNKED||0||",
          "POST /customers HTTP/1.0|Content-Length: 3|CHUNKED||0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3|a=bXX0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3|a=b\n\n0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3|a=bcd|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||2|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||+3|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||-3|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||0x3|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED|| 3|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3 |a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3;a=b|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||3\na=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED|||a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||100000003|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||ffffffff|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||0000000000000000003|a=b|0||",
          "POST /customers HTTP/1.1|Host: h|CHUNKED||0|A: b||");

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.body_bytes", "50000")
          .with("http.bodies_bytes", "65536")
          .with("http.request_read_seconds", "30");

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @FieldSource({"HEADS", "CHUNKS"})
  void what_may_be_read_in_two_ways_is_refused_and_hides_no_request(String text) throws Exception {
    var id = "hidden-" + System.nanoTime();
    var body = "object_reference_id=" + id;
    var request =
        text.replace("CHUNKED", "Transfer-Encoding: chunked").replace("|", "\r\n")
            + "POST /customers HTTP/1.1\r\nHost: h\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString((shop.key() + ":").getBytes(ISO_8859_1))
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(STATUS.matcher(answers).results().map(it -> it.group(1)))
          .as(answers)
          .hasSize(1)
          .allMatch(List.of("400", "413")::contains);
      assertThat(answers).containsIgnoringCase("\r\nconnection: close\r\n");
    }
    shop.api().get("/customers/" + id).refused(404, "object_not_found");
  }

  /// Whoever waits for more could have read on as long as the client likes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live HTTP/1.1\nHost: h\n\n",
        "GET /health/live HTTP/1.1\rHost: h\r\r",
        "GET /health/live HTTP/1.0\n\n",
        "GET /health/live HTTP/1.0\r\nHost: h\n\n",
        "\nGET /health/live HTTP/1.1\r\nHost: h\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n",
      })
  void a_line_that_ends_in_another_way_is_refused_before_more_comes(String text) throws Exception {
    var live = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    for (var before : List.of("", live)) {
      try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
        socket.getOutputStream().write(bytes(before));
        if (!before.isEmpty()) {
          assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
        }
        socket.getOutputStream().write(bytes(text));
        assertThat(RawHttp.read(socket).orElseThrow().status()).as(text).isEqualTo(400);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  /// As old clients send them after a body (RFC 9112, section 2.2).
  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r\n\r\n", "\r\n\r\n\r\n\r\n", "\r~\n", "~\r~\n~", "\r\n~\r~\n"})
  void a_few_empty_lines_before_a_request_are_passed_over(String between) throws Exception {
    var live = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    var post = chunked("3") + "a=b\r\n0\r\n\r\n";
    var head = "HEAD /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket.setTcpNoDelay(true);
      send(socket, between + live);
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
      send(socket, post + between);
      RawHttp.read(socket).orElseThrow().refused(400, "Mandatory fields are missing");
      send(socket, between.length() > 4 ? head : between + head);
      assertThat(headOf(socket)).startsWith("HTTP/1.1 200 ");
      send(socket, post + between + post);
      RawHttp.read(socket).orElseThrow().refused(400, "Mandatory fields are missing");
      RawHttp.read(socket).orElseThrow().refused(400, "Mandatory fields are missing");
    }
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      send(socket, between + "GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void too_many_empty_lines_after_a_head_are_refused_with_a_body() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      send(socket, "HEAD /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(headOf(socket)).startsWith("HTTP/1.1 200 ");
      send(socket, "\r\n".repeat(RequestReader.EMPTY_LINES_MAX + 1));
      assertThat(RawHttp.read(socket).orElseThrow().json().path("status").asString()).isNotEmpty();
    }
  }

  /// Sends text in pieces, between which stands `~`.
  private static void send(Socket socket, String text) throws Exception {
    for (var piece : text.split("~", -1)) {
      socket.getOutputStream().write(bytes(piece));
      socket.getOutputStream().flush();
    }
  }

  private static String headOf(Socket socket) throws Exception {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as(head.toString()).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  @Test
  void a_body_may_come_in_chunks_as_a_client_likes_them() throws Exception {
    for (var size : List.of("2", "02", "0000000000002")) {
      var reply =
          RawHttp.exchange(
              GATEWAY.port(),
              bytes(chunked(size) + "a=\r\n2\r\nbc\r\n1\r\nd\r\n0\r\n\r\n"),
              PATIENCE);
      assertThat(reply.orElseThrow().refused(400, "Mandatory fields are missing").status())
          .isEqualTo(400);
    }
  }

  @Test
  void a_size_without_end_is_refused_before_it_ends() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket.getOutputStream().write(bytes(chunked("0".repeat(100)).stripTrailing()));
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(400);
    }
  }

  /// All of a chunk has to come before Helidon hands any of it on, which takes memory meanwhile.
  @Test
  void chunks_that_are_still_coming_count_among_the_bodies() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<ApiReply>>> replies = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        var socket = RawHttp.open(GATEWAY.port(), PATIENCE);
        sockets.add(socket);
        socket.getOutputStream().write(bytes(chunked(Integer.toHexString(CHUNK_BYTES)) + "a="));
        socket.getOutputStream().write(bytes("x".repeat(CHUNK_BYTES - 3)));
        replies.add(executor.submit(() -> RawHttp.read(socket)));
      }
      Eventually.until(
          "there is room for one only", () -> replies.stream().filter(Future::isDone).count() == 2);
      for (int i = 0; i < replies.size(); i++) {
        if (replies.get(i).isDone()) {
          replies.get(i).get().orElseThrow().refused(503, "service_unavailable");
        } else {
          Api.open(URI.create("http://127.0.0.1:" + GATEWAY.port())).get("/health/live").ok();
          sockets.get(i).getOutputStream().write(bytes("x\r\n0\r\n\r\n"));
          replies.get(i).get().orElseThrow().refused(400, "Mandatory fields are missing");
        }
      }
      shop.api()
          .post("/customers")
          .form("object_reference_id", "room", "a", "x".repeat(40_000))
          .ok();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  /// The head of a request in chunks, and the line of the first one's size.
  private String chunked(String size) {
    return "POST /customers HTTP/1.1\r\nHost: h\r\nAuthorization: Basic "
        + Base64.getEncoder().encodeToString(bytes(shop.key() + ":"))
        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + size
        + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
