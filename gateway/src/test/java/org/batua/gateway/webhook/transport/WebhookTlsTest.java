package org.batua.gateway.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.batua.gateway.webhook.transport.EndpointGuard.Rules;
import org.batua.gateway.webhook.transport.Exchange.Failed;
import org.batua.gateway.webhook.transport.Exchange.Failure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Receivers whose TLS is not what it should be: nothing is sent to them, and the log says why.
class WebhookTlsTest {
  private static final String PLAIN = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final WebhookClient.Limits LIMITS =
      new WebhookClient.Limits(Duration.ofSeconds(10), Duration.ofSeconds(20));

  @TempDir private static Path directory;

  @BeforeAll
  static void makeCertificate() throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var making =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "receiver",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    store().toString()))
            .redirectErrorStream(true)
            .start();
    var said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(making.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(making.exitValue()).as(said).isZero();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent()
      throws IOException, GeneralSecurityException {
    var taken = new AtomicInteger();
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext(
        "/",
        exchange -> {
          taken.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(failure(server.getAddress().getPort())).isEqualTo(Failure.TLS);
      assertThat(taken).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_receiver_that_speaks_plain_http_at_an_https_address_fails_as_such() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var taken = socket.accept()) {
                  taken.getOutputStream().write(PLAIN.getBytes(StandardCharsets.US_ASCII));
                  taken.getOutputStream().flush();
                  taken.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // the client has gone
                }
              });
      assertThat(failure(socket.getLocalPort())).isEqualTo(Failure.TLS);
    }
  }

  private static Failure failure(int port) {
    var guard =
        new EndpointGuard(
            new Rules(
                Rules.Plaintext.REFUSED, Rules.Loopback.ALLOWED, Rules.Ports.HIGH, List.of()));
    try (var client = new WebhookClient(guard, LIMITS)) {
      var result = client.post("https://127.0.0.1:" + port + "/hook", Map.of(), new byte[] {'x'});
      assertThat(result).isInstanceOf(Failed.class);
      return ((Failed) result).failure();
    }
  }

  private static SSLContext selfSigned() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static Path store() {
    return directory.resolve("receiver.p12");
  }
}
