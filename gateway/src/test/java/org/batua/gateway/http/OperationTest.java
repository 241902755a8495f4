package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
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
    GATEWAY.open().get("/nowhere/1").send();
    var before = GATEWAY.open().get("/metrics").send().body().lines().count();
    for (int i = 0; i < 50; i++) {
      GATEWAY.open().get("/nowhere/" + i).send();
      GATEWAY.open().get("/wallets/wlt_" + i).send();
    }
    var after = GATEWAY.open().get("/metrics").send().body().lines().count();
    assertThat(after - before).isLessThan(20);
  }
}
