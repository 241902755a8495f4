package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Attacks by the slow and the many, with the limits that a server has by default.
class ConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ATTACKING = 1_100;
  private static final int SILENT = 5_000;
  private static final int GOOD = 1_000;

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void good_requests_succeed_while_many_send_theirs_drop_by_drop() throws Exception {
    List<Socket> attackers = new ArrayList<>();
    var isOver = new AtomicBoolean();
    var slow =
        "POST /order/status HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na".getBytes(ISO_8859_1);
    try {
      for (int i = 0; i < ATTACKING; i++) {
        var attacker = connect(InetAddress.getLoopbackAddress());
        attacker.getOutputStream().write(slow);
        attackers.add(attacker);
      }
      var renewing = Thread.ofVirtual().start(() -> renew(attackers, slow, isOver));
      int succeeded = 0;
      for (int i = 0; i < GOOD; i++) {
        if (succeeds(i % 10 == 0 ? "/health/live" : "/customers")) {
          succeeded++;
        }
      }
      isOver.set(true);
      renewing.join();
      assertThat(succeeded).isGreaterThanOrEqualTo(GOOD * 99 / 100);
    } finally {
      close(attackers);
    }
  }

  @Test
  void silent_connections_keep_nobody_waiting() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < SILENT; i++) {
        silent.add(connect(InetAddress.getByName("127.0.0." + (2 + i % 50))));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(succeeds("/customers")).as("request %d", i).isTrue();
      }
    } finally {
      close(silent);
    }
  }

  @Test
  void one_address_has_so_many_connections_and_the_newest_are_kept() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 1_500; i++) {
        silent.add(connect(InetAddress.getByName("127.0.1.1")));
      }
      assertThat(succeeds("/customers")).isTrue();
      var oldest = silent.getFirst();
      oldest.setSoTimeout((int) PATIENCE.toMillis());
      assertThat(oldest.getInputStream().read()).isEqualTo(-1);
      var newest = silent.getLast();
      newest.setSoTimeout((int) PATIENCE.toMillis());
      newest
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(RawHttp.read(newest).map(ApiReply::status)).contains(200);
    } finally {
      close(silent);
    }
  }

  /// Closes the oldest and opens new ones, as fast as the machine does it beside the good requests.
  private static void renew(List<Socket> attackers, byte[] slow, AtomicBoolean isOver) {
    for (int i = 0; !isOver.get(); i = (i + 1) % ATTACKING) {
      try {
        attackers.get(i).close();
        var next = connect(InetAddress.getLoopbackAddress());
        next.getOutputStream().write(slow);
        attackers.set(i, next);
        // real time: the attack of the report renews each connection every 14 s
        Thread.sleep(12);
      } catch (IOException _) {
        // evicted between its opening and its first byte
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean succeeds(String path) {
    var request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Basic "
            + java.util.Base64.getEncoder().encodeToString(shop.key().getBytes(ISO_8859_1))
            + "\r\n\r\n";
    var reply = RawHttp.exchange(GATEWAY.port(), request.getBytes(ISO_8859_1), PATIENCE);
    return reply.map(ApiReply::status).orElse(0) == 200;
  }

  private static Socket connect(InetAddress from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), GATEWAY.port()),
        (int) PATIENCE.toMillis());
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }
}
