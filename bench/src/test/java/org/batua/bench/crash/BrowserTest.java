package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pages as our servers make them, and a shop that is not on this machine.
class BrowserTest {
  private static final String START =
      """
      <form method="post" action="/page?of=1&amp;more=2"><input type="hidden" name="a"
      value="1 &amp; 2"><button>Go</button></form>
      """;
  private static final String DECISION =
      """
      <form method="post"><input name="phone"><button name="decision" value="approve">Yes</button>
      <button name="decision" value="decline">No</button></form>
      """;

  private final List<String> seen = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/start", it -> send(it, 200, "", START));
    server.createContext(
        "/page",
        it -> {
          var form = body(it);
          if (form.contains("decision")) {
            send(it, 303, "/back", "");
          } else {
            send(it, 200, "", DECISION);
          }
        });
    server.createContext("/back", it -> send(it, 302, "https://shop.example/topped-up", ""));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String body(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    return body;
  }

  private static void send(HttpExchange exchange, int status, String location, String html)
      throws IOException {
    if (!location.isEmpty()) {
      exchange.getResponseHeaders().add("Location", location);
    }
    var bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private URI start() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/start");
  }

  @Test
  void it_goes_from_form_to_form_until_it_is_sent_to_the_shop() {
    var answers = Map.of("decision", "decline", "phone", "9876540010");
    assertThat(new Browser().visit(start(), answers, () -> true)).isTrue();
    assertThat(seen)
        .containsExactly(
            "POST /page?of=1&more=2 a=1+%26+2",
            "POST /page?of=1&more=2 phone=9876540010&decision=decline");
  }

  @Test
  void a_closed_window_sends_nothing_more() {
    assertThat(new Browser().visit(start(), Map.of(), () -> false)).isFalse();
    assertThat(seen).isEmpty();
  }

  @Test
  void a_dead_server_ends_the_way() {
    var start = start();
    server.stop(0);
    assertThat(new Browser().visit(start, Map.of(), () -> true)).isFalse();
  }
}
