package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.batua.gateway.base.Secret;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WelcomePagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final GatewayFixture SILENT = GatewayFixture.usual();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_server_that_helps_nobody_says_only_what_it_is() {
    var page = send(at(SILENT, "/")).body();
    assertThat(page).contains("Batua").doesNotContain("curl", "test-order", "dashboard\"");
    var reply = send(sameOrigin(SILENT, "/test-order"));
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(send(at(SILENT, "/test-order")).statusCode()).isEqualTo(405);
  }

  @Test
  void a_development_server_shows_the_first_call_with_its_key() {
    welcome();
    var page = send(at(GATEWAY, "/")).body();
    assertThat(page).contains(shop.key(), "/reference", "action=\"/test-order\"", "123456");
    var csp = send(at(GATEWAY, "/")).headers().firstValue("content-security-policy");
    assertThat(csp.orElse("")).contains("default-src 'none'");
  }

  @Test
  void a_test_order_leads_to_its_checkout() {
    welcome();
    var reply = send(sameOrigin(GATEWAY, "/test-order"));
    assertThat(reply.statusCode()).isEqualTo(303);
    var checkout = reply.headers().firstValue("location").orElseThrow();
    var page = send(at(GATEWAY, URI.create(checkout).getRawPath()));
    assertThat(page.statusCode()).isIn(200, 303);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void another_site_makes_no_test_order() {
    welcome();
    var before = orders();
    for (var origin : List.of("https://evil.example", "null")) {
      var request = at(GATEWAY, "/test-order").POST(BodyPublishers.noBody());
      assertThat(send(request.header("Origin", origin)).statusCode()).isEqualTo(403);
    }
    var silent = at(GATEWAY, "/test-order").POST(BodyPublishers.noBody());
    assertThat(send(silent).statusCode()).isEqualTo(403);
    assertThat(orders()).isEqualTo(before);
  }

  @Test
  void looking_at_a_page_changes_nothing() {
    welcome();
    for (var path : List.of("/", "/reference", "/test-order")) {
      send(at(GATEWAY, path).method("HEAD", BodyPublishers.noBody()));
    }
    assertThat(orders()).isZero();
  }

  @Test
  void the_reference_has_every_call_and_loads_nothing_from_elsewhere() {
    var reply = send(at(GATEWAY, "/reference"));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .contains("/customers", "/wallets/{wallet}", "/txns", "/orders/{order}/refunds")
        .doesNotContain("<script", "src=\"http", "href=\"http://", "style=\"");
  }

  private void welcome() {
    GATEWAY.gateway().welcome(shop.id(), Secret.of(shop.key()), URI.create("http://127.0.0.1:9/"));
  }

  private int orders() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select count(*) from merchant_order where merchant_id = ?",
                        shop.id().value())
                    .mapTo(int.class)
                    .one());
  }

  private static HttpRequest.Builder sameOrigin(GatewayFixture fixture, String path) {
    return at(fixture, path).header("Sec-Fetch-Site", "same-origin").POST(BodyPublishers.noBody());
  }

  private static HttpRequest.Builder at(GatewayFixture fixture, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + fixture.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
