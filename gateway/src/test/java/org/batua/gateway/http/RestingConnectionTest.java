package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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
}
