package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void a_healthy_server_says_so() {
    assertThat(GATEWAY.open().get("/health/live").send().body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(GATEWAY.open().get("/health/ready").send().body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void a_server_that_is_still_being_prepared_answers_but_is_not_ready() {
    try (var preparing = GATEWAY.another()) {
      var api = Api.open(URI.create("http://127.0.0.1:" + preparing.listenUnready()));
      assertThat(api.get("/health/live").send().status()).isEqualTo(200);
      assertThat(api.get("/health/ready").send().status()).isEqualTo(503);
      preparing.announceReady();
      assertThat(api.get("/health/ready").send().status()).isEqualTo(200);
    }
  }

  @Test
  void health_and_metrics_may_have_a_port_of_their_own() {
    try (var apart = GATEWAY.another(Map.of("management.port", "0"))) {
      var api = Api.open(URI.create("http://127.0.0.1:" + apart.listen()));
      var management = Api.open(URI.create("http://127.0.0.1:" + apart.managementPort()));
      assertThat(management.get("/health/ready").send().status()).isEqualTo(200);
      assertThat(management.get("/metrics").send().status()).isEqualTo(200);
      assertThat(status(apart.managementPort(), "/customers")).isEqualTo(404);
      assertThat(status(api.base().getPort(), "/metrics")).isEqualTo(404);
      assertThat(status(api.base().getPort(), "/health/live")).isEqualTo(404);
    }
  }

  @Test
  void a_stopping_server_says_so_while_it_serves_on() throws Exception {
    var stopping = GATEWAY.another(Map.of("http.shutdown_delay_seconds", "2"));
    int port = stopping.listen();
    var shop = GATEWAY.newShop();
    var end = Thread.ofVirtual().start(stopping::close);
    Eventually.until("it says so", () -> status(port, "/health/ready") == 503);
    var api = Api.open(URI.create("http://127.0.0.1:" + port)).withKey(shop.key());
    var reply = api.get("/customers").send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("connection")).contains("close");
    end.join();
    assertThatThrownBy(() -> api.get("/customers").send()).isInstanceOf(UncheckedIOException.class);
  }

  private static int status(int port, String path) {
    var request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
    return RawHttp.exchange(
            port, request.getBytes(StandardCharsets.ISO_8859_1), Duration.ofSeconds(10))
        .map(ApiReply::status)
        .orElse(0);
  }

  @Test
  void the_document_is_served() {
    var reply = GATEWAY.open().get("/openapi.yaml").send();
    assertThat(reply.body()).startsWith("openapi: 3.1");
  }

  @Test
  void the_figures_count_requests_and_calls_and_name_no_object() {
    var shop = GATEWAY.newShop();
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    var figures = GATEWAY.open().get("/metrics").send().body();
    assertThat(figures)
        .contains("batua_http_requests_seconds_count")
        .contains("route=\"/wallets/{wallet}\"")
        .contains("batua_provider_call_seconds_count")
        .contains("gateway=\"MOBIKWIK\"")
        .doesNotContain(wallet)
        .doesNotContain(shop.key());
  }

  @Test
  void many_different_paths_make_no_more_figures() {
    visit(0);
    var before = requestFigures();
    for (int i = 1; i <= 50; i++) {
      visit(i);
    }
    assertThat(requestFigures()).isEqualTo(before).isPositive();
  }

  private static void visit(int number) {
    GATEWAY.open().get("/nowhere/" + number).send();
    GATEWAY.open().get("/wallets/wlt_" + number).send();
  }

  /** Lines of the requests' metrics; of the metrics' own requests too, so it is asked twice. */
  private static long requestFigures() {
    GATEWAY.open().get("/metrics").send();
    var figures = GATEWAY.open().get("/metrics").send().body();
    return figures.lines().filter(line -> line.startsWith("batua_http_requests")).count();
  }
}
