package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// All clients of a proxy come from its address, which has no limit of its own where it is trusted.
class ProxyConnectionsTest {
  private static final int LIMIT = 10;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String PROXY = "127.0.0.9";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.trusted_proxies", PROXY)
          .with("http.connections_per_address", Integer.toString(LIMIT));

  @Test
  void a_trusted_proxy_has_as_many_connections_as_it_opens() throws Exception {
    var open = connect(PROXY, 5 * LIMIT);
    try {
      for (var connection : open) {
        assertThat(answer(connection)).isEqualTo(200);
      }
    } finally {
      close(open);
    }
  }

  @Test
  void any_other_address_loses_its_oldest() throws Exception {
    var open = connect("127.0.0.8", 5 * LIMIT);
    try {
      assertThat(open.getFirst().getInputStream().read()).isEqualTo(-1);
      assertThat(answer(open.getLast())).isEqualTo(200);
    } finally {
      close(open);
    }
  }

  private static List<Socket> connect(String address, int count) throws IOException {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), GATEWAY.port()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      open.add(socket);
    }
    return open;
  }

  private static int answer(Socket socket) throws IOException {
    var request = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return RawHttp.read(socket).map(ApiReply::status).orElse(0);
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }
}
