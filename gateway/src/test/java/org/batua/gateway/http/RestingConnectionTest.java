package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How long a connection is kept that nobody uses.
class RestingConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("http.idle_seconds", "1");

  @Test
  void a_kept_connection_ends_without_a_word_once_nobody_uses_it() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
      // ends with the server's close, long before the patience of the socket
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  /// An empty line before a request is none, and keeps no connection open.
  @Test
  void empty_lines_drop_by_drop_make_it_no_longer() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(RawHttp.read(socket).orElseThrow().status()).isEqualTo(200);
      var drip = Thread.ofVirtual().start(() -> drip(socket));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(drip.isAlive()).as("ended before the drops did").isTrue();
      drip.interrupt();
    }
  }

  private static void drip(Socket socket) {
    try {
      for (char drop : "\r\n\r\n\r\n\r\n".toCharArray()) {
        // real time: a client that drips is slow by the clock of the machine
        Thread.sleep(800);
        socket.getOutputStream().write(drop);
      }
    } catch (IOException _) {
      // the server ended it first, which is what is tested
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
