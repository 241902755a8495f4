package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.FrontProxy;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real nginx and a real HAProxy in front, set as docs/operations.md says.
@Tag("process")
class ProxiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WRONG_KEYS = 20;
  private static final String NGINX =
      """
      daemon off;
      user USER;
      worker_processes 1;
      pid DIR/pid;
      error_log stderr;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path DIR/body;
        proxy_temp_path DIR/proxy;
        fastcgi_temp_path DIR/fastcgi;
        uwsgi_temp_path DIR/uwsgi;
        scgi_temp_path DIR/scgi;
        upstream batua { server 127.0.0.1:BACK; keepalive 16; }
        server {
          listen 127.0.0.1:FRONT ssl;
          ssl_certificate DIR/cert.pem;
          ssl_certificate_key DIR/key.pem;
          client_max_body_size 1m;
          location / {
            proxy_pass http://batua;
            VERSION
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          }
        }
      }
      """;
  private static final String HAPROXY =
      """
      defaults
        mode http
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        timeout check 5s
        option forwardfor
      frontend batua
        bind 127.0.0.1:FRONT ssl crt DIR/both.pem
        default_backend servers
      backend servers
        option httpchk GET /health/ready
        default-server check inter 200ms fall 1 rise 1
        SERVERS
      """;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.trusted_proxies", "127.0.0.1")
          .with("http.wrong_keys_per_minute", Integer.toString(WRONG_KEYS));

  @TempDir private Path directory;
  private final Shop shop = GATEWAY.newShop();

  /// What stands in front, and how it speaks to the server.
  enum Front {
    NGINX("127.0.3.1", "127.0.4.1"),
    NGINX_HTTP_1_0("127.0.3.2", "127.0.4.2"),
    HAPROXY("127.0.3.3", "127.0.4.3");

    private final String guesser;
    private final String honest;

    Front(String guesser, String honest) {
      this.guesser = guesser;
      this.honest = honest;
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void a_proxy_passes_requests_bodies_ids_and_addresses(Front front) throws Exception {
    int port = FrontProxy.freePort();
    try (var proxy = start(front, port, List.of(GATEWAY.port()));
        var client = client(proxy, "127.0.0.1")) {
      for (int i = 0; i < 30; i++) {
        assertThat(get(client, port, "/customers?count=1").statusCode()).isEqualTo(200);
      }
      assertThat(get(client, port, "/health/live").statusCode()).isEqualTo(200);
      assertThat(post(client, port, "object_reference_id=large&pad=" + "x".repeat(60_000)))
          .isEqualTo(200);
      assertThat(post(client, port, "object_reference_id=huge&pad=" + "x".repeat(200_000)))
          .isEqualTo(413);
      assertThat(post(client, port, "object_reference_id=semi%3B%2520x-" + front)).isEqualTo(200);
      var found = get(client, port, "/customers/semi;%2520x-" + front);
      assertThat(found.body()).contains("\"semi;%20x-" + front + "\"");
      assertThat(get(client, port, "/x/%2e%2e/customers/..;/a").statusCode()).isIn(400, 404);
      if (front != Front.HAPROXY) {
        assertThat(get(client, port, "/openapi.yaml").body()).startsWith("openapi:");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void limits_are_counted_by_the_clients_address(Front front) throws Exception {
    int port = FrontProxy.freePort();
    try (var proxy = start(front, port, List.of(GATEWAY.port()));
        var guesser = client(proxy, front.guesser);
        var honest = client(proxy, front.honest)) {
      int refused = 0;
      for (int i = 0; i < WRONG_KEYS + 10; i++) {
        var guess =
            request(port, "/customers", "key_" + front + i)
                .header("X-Forwarded-For", "203.0.113." + i)
                .GET();
        refused +=
            guesser.send(guess.build(), BodyHandlers.discarding()).statusCode() == 429 ? 1 : 0;
      }
      assertThat(refused).isBetween(5, 10);
      var wrong = request(port, "/customers", "key_wrong").GET().build();
      assertThat(honest.send(wrong, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  @Tag("proof")
  void a_rolling_restart_behind_haproxy_under_load_loses_no_request() throws Exception {
    int port = FrontProxy.freePort();
    var ports = List.of(FrontProxy.freePort(), FrontProxy.freePort());
    var first = server(ports.getFirst());
    var second = server(ports.getLast());
    var isOver = new AtomicBoolean();
    try (var proxy = start(Front.HAPROXY, port, ports);
        var client = client(proxy, "127.0.0.1");
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Eventually.until(
          "the proxy knows its servers",
          () -> statusOf(client, request(port, "/customers", shop.key()).GET().build()) == 200);
      List<Callable<List<Integer>>> load = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int worker = i;
        load.add(() -> statuses(client, port, worker, isOver));
      }
      var running = load.stream().map(executor::submit).toList();
      first.close();
      first = server(ports.getFirst());
      Eventually.until("the first is back", () -> isReady(ports.getFirst()));
      // the proxy looks five times in a second whether a server is back
      pause(Duration.ofSeconds(1));
      second.close();
      second = server(ports.getLast());
      pause(Duration.ofSeconds(1));
      isOver.set(true);
      List<Integer> all = new ArrayList<>();
      for (var worker : running) {
        all.addAll(worker.get());
      }
      assertThat(all).hasSizeGreaterThan(200).containsOnly(200);
    } finally {
      isOver.set(true);
      first.close();
      second.close();
    }
  }

  private List<Integer> statuses(HttpClient client, int port, int worker, AtomicBoolean isOver) {
    List<Integer> statuses = new ArrayList<>();
    while (!isOver.get()) {
      var form = "object_reference_id=load-" + worker + "-" + statuses.size() + "-" + port;
      var request =
          statuses.size() % 2 == 0
              ? request(port, "/customers?count=1", shop.key()).GET()
              : request(port, "/customers", shop.key())
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form));
      statuses.add(statusOf(client, request.build()));
    }
    return statuses;
  }

  private static Gateway server(int port) {
    var server =
        GATEWAY.another(Map.of("port", Integer.toString(port), "http.shutdown_delay_seconds", "1"));
    server.listen();
    return server;
  }

  private static void pause(Duration time) throws InterruptedException {
    // real time: the proxy lives by the clock of the machine
    Thread.sleep(time.toMillis());
  }

  private boolean isReady(int port) {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
      return statusOf(client, HttpRequest.newBuilder(uri).build()) == 200;
    }
  }

  private FrontProxy start(Front front, int port, List<Integer> backs) {
    var servers = new StringBuilder();
    for (int back : backs) {
      servers.append("server s" + back + " 127.0.0.1:" + back + "\n  ");
    }
    var version =
        front == Front.NGINX
            ? "proxy_http_version 1.1; proxy_set_header Connection \"\";"
            : "proxy_set_header Connection close;";
    var text =
        (front == Front.HAPROXY ? HAPROXY : NGINX)
            .replace("FRONT", Integer.toString(port))
            .replace("BACK", Integer.toString(backs.getFirst()))
            .replace("VERSION", version)
            .replace("SERVERS", servers.toString());
    var program = front == Front.HAPROXY ? "haproxy" : "nginx";
    var proxy = FrontProxy.start(program, directory.resolve("proxy"), text, port);
    try (var client = client(proxy, "127.0.0.1")) {
      Eventually.until(
          "the proxy reaches its server",
          () -> statusOf(client, request(port, "/health/live", shop.key()).GET().build()) == 200);
    }
    return proxy;
  }

  private static HttpClient client(FrontProxy proxy, String from) {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(proxy.trusting())
          .localAddress(InetAddress.getByName(from))
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(int port, String target, String key) {
    var basic =
        Base64.getEncoder()
            .encodeToString((key + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + target))
        .timeout(PATIENCE)
        .header("Authorization", "Basic " + basic);
  }

  private HttpResponse<String> get(HttpClient client, int port, String target) throws Exception {
    return client.send(request(port, target, shop.key()).GET().build(), BodyHandlers.ofString());
  }

  private int post(HttpClient client, int port, String form) throws Exception {
    var request =
        request(port, "/customers", shop.key())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static int statusOf(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
