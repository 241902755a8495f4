package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to every request, whatever its endpoint does.
class PipelineTest {
  private static final int CONCURRENT = 2;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("http.concurrent_requests", Integer.toString(CONCURRENT));

  private final Shop shop = GATEWAY.newShop();

  @Test
  void every_answer_carries_its_ids_and_the_merchant() {
    var first = shop.api().get("/customers").send();
    var second = shop.api().get("/customers").send();
    assertThat(first.header("x-request-id"))
        .isPresent()
        .isNotEqualTo(second.header("x-request-id"));
    assertThat(first.header("x-response-id")).isPresent();
    assertThat(first.header("x-jp-merchant-id")).contains(shop.id().value());
    assertThat(first.header("cache-control")).contains("no-store");
  }

  @Test
  void a_path_that_does_not_exist_needs_no_key() {
    GATEWAY.open().get("/nowhere").refused(404, "url_not_found");
    GATEWAY.open().call("DELETE", "/customers").refused(405, "method_not_allowed");
    shop.api().call("PUT", "/wallets/wlt_0000000000000000").refused(405, "method_not_allowed");
  }

  @Test
  void a_slash_at_the_end_of_a_path_is_tolerated() {
    var customer = shop.customer(Shop.newPhone());
    shop.api().get("/customers/").ok();
    shop.api().get("/customers/" + customer + "/?count=1").ok();
    shop.api().get("/customers/" + customer + "/wallets/").ok();
    shop.api().post("/orders/").form("order_id", "slash", "amount", "1").ok();
    shop.api().get("/orders/slash/").ok();
  }

  @Test
  void more_requests_at_once_than_there_are_places_come_again() throws Exception {
    var wallet = shop.wallet("9000000051");
    var arrived = new CountDownLatch(CONCURRENT);
    var end = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(end);
            });
    var busy = new Thread[CONCURRENT];
    for (int i = 0; i < CONCURRENT; i++) {
      busy[i] = Thread.ofVirtual().start(() -> shop.authenticate(wallet).ok());
    }
    await(arrived);
    var shed = shop.api().get("/customers").refused(503, "service_unavailable");
    assertThat(shed.retryAfter()).contains(Duration.ofSeconds(1));
    end.countDown();
    for (var thread : busy) {
      thread.join();
    }
    shop.api().get("/customers").ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity, gzip"})
  void an_encoded_body_is_refused_before_its_caller_is_looked_up(String encoding) {
    GATEWAY
        .open()
        .withKey("key_wrong")
        .post("/customers")
        .header("Content-Encoding", encoding)
        .form("object_reference_id", "a")
        .refused(415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "a%0Ab"})
  void a_segment_of_a_path_that_cannot_be_an_id_is_an_unknown_object(String segment) {
    shop.api().get("/customers/" + segment).refused(404, "object_not_found");
    shop.api().get("/customers/" + "x".repeat(129)).refused(404, "object_not_found");
  }

  @Test
  void a_key_that_is_wrong_is_refused_before_the_body_is_understood() {
    var reply =
        GATEWAY.open().withKey("key_wrong").post("/customers").json("{\"object_reference_id\":");
    reply.refused(401, "access_denied");
    shop.api().post("/customers").json("{\"object_reference_id\":").refused(400, "INVALID_REQUEST");
  }

  @Test
  void a_refusal_is_a_page_where_a_browser_asks_for_one_and_json_elsewhere() {
    var page = GATEWAY.open().get("/pay/finish/acme/txn_0").header("Accept", "text/html").send();
    var json = GATEWAY.open().get("/pay/finish/acme/txn_0").send();

    assertThat(page.status()).isEqualTo(json.status()).isEqualTo(404);
    assertThat(page.header("content-type").orElse("")).startsWith("text/html");
    assertThat(json.json().path("error_code").asString()).isNotEmpty();
    assertThat(page.body().getBytes(UTF_8).length).isPositive();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
