package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BODY_BYTES = 2048;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.body_bytes", Integer.toString(BODY_BYTES))
          .with("http.header_bytes", "4096");

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_body_up_to_the_limit_is_read() {
    var padding = "x".repeat(BODY_BYTES - "object_reference_id=a&pad=".length());
    shop.api().post("/customers").form("object_reference_id", "a", "pad", padding).ok();
  }

  @Test
  void a_longer_body_is_refused_whether_its_length_is_told_or_not() {
    var padding = "x".repeat(BODY_BYTES - "object_reference_id=b&pad=".length() + 1);
    var call = shop.api().post("/customers").form("object_reference_id", "b", "pad", padding);
    call.refused(413, "request_too_large");
    call.chunked().refused(413, "request_too_large");
    shop.api().get("/customers/b").refused(404, "object_not_found");
  }

  @Test
  void a_longer_header_block_is_refused() {
    var reply =
        RawHttp.exchange(
                GATEWAY.port(),
                request("GET /customers HTTP/1.1", "Host: h", "x-pad: " + "x".repeat(8192)),
                PATIENCE)
            .orElseThrow();
    assertThat(reply.status()).isEqualTo(431);
    assertThat(reply.json().path("error_code").asString()).isEqualTo("INVALID_REQUEST");
    assertThat(reply.header("x-request-id")).isPresent();
    assertThat(reply.header("x-response-id")).isPresent();
  }

  @Test
  void a_longer_target_is_refused() {
    var reply =
        RawHttp.exchange(
                GATEWAY.port(),
                request("GET /customers?x=" + "x".repeat(10_000) + " HTTP/1.1", "Host: h"),
                PATIENCE)
            .orElseThrow();
    assertThat(reply.status()).isEqualTo(431);
  }

  @Test
  void more_requests_than_a_keys_share_wait_and_others_do_not() {
    var eager = GATEWAY.newShop();
    // a slow machine does not ask faster than a larger share comes back
    try (var other = GATEWAY.another(Map.of("http.requests_per_second_per_key", "1"))) {
      var url = URI.create("http://127.0.0.1:" + other.listen());
      assertShareIsUsedUp(eager, Api.open(url).withKey(eager.key()));
      Api.open(url).withKey(shop.key()).get("/customers").ok();
    }
  }

  private static void assertShareIsUsedUp(Shop eager, Api api) {
    var statuses = new TreeMap<Integer, Integer>();
    for (int i = 0; i < 400; i++) {
      var reply = api.get("/customers").send();
      statuses.merge(reply.status(), 1, Integer::sum);
      if (reply.status() == 429) {
        reply.refused(429, "too_many_requests");
        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(reply.header("x-jp-merchant-id")).contains(eager.id().value());
        break;
      }
    }
    assertThat(statuses.keySet()).containsExactly(200, 429);
    // the burst is two seconds' share
    assertThat(statuses.get(200)).isGreaterThanOrEqualTo(2);
  }

  private static byte[] request(String... lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
  }
}
