package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.batua.gateway.testkit.WebhookReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// From the event's row to the merchant's server.
class WebhookDeliveryTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Api api = shop.api();
  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final EventWriter events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void an_event_arrives_signed_as_the_public_library_signs() throws WebhookSigningException {
    var endpoint = endpoint();
    var order = order();
    var id = events.write(shop.id(), "ORDER_SUCCEEDED", order);
    GATEWAY.sweep();
    var got = only(receiver.received());
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("webhook-id")).isEqualTo(id);
    assertThat(got.header("user-agent")).isEqualTo("Batua-Webhook/1");
    assertThat(got.header("x-batua-attempt")).isEqualTo("1");
    assertThat(got.json().path("id").asString()).isEqualTo(id);
    assertThat(got.json().path("event_name").asString()).isEqualTo("ORDER_SUCCEEDED");
    assertThat(got.json().path("content").path("order").path("order_id").asString())
        .isEqualTo(order);
    assertThat(signature(endpoint.path("secret").asString(), got))
        .isEqualTo(got.header("webhook-signature"));
    assertThat(Long.parseLong(got.header("webhook-timestamp")))
        .isEqualTo(GATEWAY.clock().instant().getEpochSecond());
  }

  @Test
  void basic_credentials_and_headers_come_along() {
    api.post("/webhook-endpoints")
        .form(
            "url", receiver.url(), "username", "batua", "password", "s3cret", "headers.X-Shop", "a")
        .ok();
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    var got = only(receiver.received());
    assertThat(got.header("authorization")).isEqualTo("Basic YmF0dWE6czNjcmV0");
    assertThat(got.header("x-shop")).isEqualTo("a");
  }

  @Test
  void both_secrets_sign_while_the_old_one_is_kept() throws WebhookSigningException {
    var old = endpoint().path("secret").asString();
    var rotated =
        api.post("/webhook-endpoints/primary/rotate-secret")
            .form("keep_old_hours", "24")
            .ok()
            .path("secret")
            .asString();
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    var got = only(receiver.received());
    assertThat(got.header("webhook-signature"))
        .isEqualTo(signature(rotated, got) + " " + signature(old, got));
    receiver.forget();
    GATEWAY.clock().advance(Duration.ofHours(25));
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    got = only(receiver.received());
    assertThat(got.header("webhook-signature")).isEqualTo(signature(rotated, got));
  }

  @Test
  void sixteen_retries_follow_the_vendors_schedule() {
    endpoint();
    receiver.answers(WebhookReceiver.status(500));
    var began = GATEWAY.clock().instant();
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    List<Duration> at = new ArrayList<>();
    for (int minute = 0; minute <= 30 * 60; minute++) {
      int before = receiver.received().size();
      GATEWAY.sweep();
      if (receiver.received().size() > before) {
        at.add(Duration.between(began, GATEWAY.clock().instant()));
      }
      if (delivery().path("status").asString().equals("FAILED")) {
        break;
      }
      GATEWAY.clock().advance(nextIn());
    }
    assertThat(at).hasSize(17);
    var expected = Duration.ZERO;
    for (int i = 1; i < at.size(); i++) {
      var pause = at.get(i).minus(at.get(i - 1));
      expected = RetrySchedule.PAUSES.get(i - 1);
      assertThat(pause)
          .isBetween(
              expected.multipliedBy(9).dividedBy(10),
              expected.multipliedBy(11).dividedBy(10).plusSeconds(1));
    }
    var story = api.get("/webhook-deliveries/" + delivery().path("id").asString()).ok();
    assertThat(story.path("attempt_list")).hasSize(17);
    assertThat(story.path("reason").asString()).isEqualTo("HTTP_500");
    assertThat(receiver.received().stream().map(one -> one.header("webhook-id")).distinct())
        .hasSize(1);
  }

  private Duration nextIn() {
    var next = delivery().path("next_attempt").asString("");
    // shown to the second
    return Duration.between(GATEWAY.clock().instant(), Instant.parse(next)).plusSeconds(1);
  }

  @Test
  void an_event_whose_commit_becomes_visible_late_is_not_skipped() {
    endpoint();
    var order = order();
    try (var open = GATEWAY.tables().open()) {
      open.begin();
      var late = events.write(open, shop.id(), "ORDER_SUCCEEDED", order);
      var early = events.write(shop.id(), "ORDER_SUCCEEDED", order);
      GATEWAY.sweep();
      assertThat(ids()).containsExactly(early);
      events.write(shop.id(), "ORDER_SUCCEEDED", order);
      GATEWAY.sweep();
      open.commit();
      GATEWAY.sweep();
      assertThat(ids()).hasSize(3).contains(late);
    }
  }

  @Test
  void a_redirect_is_not_followed() {
    endpoint();
    try (var other = WebhookReceiver.open()) {
      receiver.answers(WebhookReceiver.withHeader(307, "Location", other.url()));
      events.write(shop.id(), "ORDER_SUCCEEDED", order());
      GATEWAY.sweep();
      assertThat(other.received()).isEmpty();
      assertThat(delivery().path("reason").asString()).isEqualTo("REDIRECTED");
      assertThat(delivery().path("status").asString()).isEqualTo("RETRYING");
    }
  }

  @Test
  void events_of_a_paused_endpoint_are_held_and_sent_when_it_resumes() {
    endpoint();
    api.post("/webhook-endpoints/primary/pause").ok();
    var order = order();
    for (int i = 0; i < 20; i++) {
      events.write(shop.id(), "ORDER_SUCCEEDED", order);
    }
    GATEWAY.sweep();
    assertThat(receiver.received()).isEmpty();
    assertThat(delivery().path("status").asString()).isEqualTo("HELD");
    var resumed = api.post("/webhook-endpoints/primary/resume").form("held", "send").ok();
    assertThat(resumed.path("released").asInt()).isEqualTo(20);
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(20);
  }

  @Test
  void what_was_held_can_be_skipped_and_is_not_lost_from_the_log() {
    endpoint();
    api.post("/webhook-endpoints/primary/pause").ok();
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    api.post("/webhook-endpoints/primary/resume").form("held", "skip").ok();
    GATEWAY.sweep();
    assertThat(receiver.received()).isEmpty();
    assertThat(delivery().path("status").asString()).isEqualTo("FAILED");
    assertThat(delivery().path("reason").asString()).isEqualTo("SKIPPED");
    var id = delivery().path("id").asString();
    var again = api.post("/webhook-deliveries/" + id + "/redeliver").ok();
    assertThat(again.path("status").asString()).isEqualTo("DELIVERED");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void gone_pauses_the_endpoint() {
    endpoint();
    receiver.answers(WebhookReceiver.status(410));
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    var endpoint = api.get("/webhook-endpoints/primary").ok();
    assertThat(endpoint.path("status").asString()).isEqualTo("PAUSED");
    assertThat(endpoint.path("status_reason").asString()).isEqualTo("GONE");
    assertThat(delivery().path("status").asString()).isEqualTo("HELD");
  }

  @Test
  void a_receiver_may_ask_for_more_time() {
    endpoint();
    receiver.answers(WebhookReceiver.withHeader(503, "Retry-After", "1800"));
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(1);
    assertThat(nextIn()).isBetween(Duration.ofSeconds(1800), Duration.ofSeconds(1801));
    receiver.answers(WebhookReceiver.withHeader(503, "Retry-After", "0"));
    GATEWAY.clock().advance(Duration.ofSeconds(1801));
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void only_200_counts_unless_the_endpoint_says_otherwise() {
    endpoint();
    receiver.answers(WebhookReceiver.status(204));
    var order = order();
    events.write(shop.id(), "ORDER_SUCCEEDED", order);
    GATEWAY.sweep();
    assertThat(delivery().path("reason").asString()).isEqualTo("HTTP_204");
    api.post("/webhook-endpoints/primary").form("success", "2xx").ok();
    events.write(shop.id(), "ORDER_SUCCEEDED", order);
    GATEWAY.sweep();
    assertThat(delivery().path("status").asString()).isEqualTo("DELIVERED");
  }

  @Test
  void an_endpoint_gets_the_events_that_it_chose() {
    api.post("/webhook-endpoints")
        .form("url", receiver.url(), "events", "ORDER_FAILED,ORDER_REFUNDED")
        .ok();
    var order = order();
    events.write(shop.id(), "ORDER_SUCCEEDED", order);
    var id = events.write(shop.id(), "ORDER_FAILED", order);
    GATEWAY.sweep();
    assertThat(ids()).containsExactly(id);
  }

  @Test
  void an_orders_own_url_replaces_the_primary_one() {
    endpoint();
    try (var own = WebhookReceiver.open()) {
      var order = shop.api();
      order
          .post("/orders")
          .form("order_id", "own_url", "amount", "5", "metadata.webhook_url", own.url())
          .ok();
      events.write(shop.id(), "ORDER_SUCCEEDED", "own_url");
      GATEWAY.sweep();
      assertThat(receiver.received()).isEmpty();
      assertThat(own.received()).hasSize(1);
    }
  }

  @Test
  void nothing_secret_is_kept_of_what_a_receiver_sends_back() {
    var made =
        api.post("/webhook-endpoints")
            .form(
                "url",
                receiver.url(),
                "username",
                "u",
                "password",
                "hunter22",
                "headers.X-T",
                "tok9")
            .ok();
    receiver.answers(
        (exchange, got) ->
            WebhookReceiver.text(500, got.headers() + " hunter22 +919876543210")
                .answer(exchange, got));
    events.write(shop.id(), "ORDER_SUCCEEDED", order());
    GATEWAY.sweep();
    var story = api.get("/webhook-deliveries/" + delivery().path("id").asString()).ok();
    var answer = story.path("attempt_list").path(0).path("answer").asString();
    assertThat(answer)
        .contains("***")
        .doesNotContain("hunter22", "tok9", "dTpodW50ZXIyMg==", "9876543210")
        .doesNotContain(made.path("secret").asString());
  }

  private JsonNode endpoint() {
    return api.post("/webhook-endpoints").form("url", receiver.url()).ok();
  }

  private String order() {
    var id = "order_" + Shop.newPhone();
    api.post("/orders").form("order_id", id, "amount", "10").ok();
    return id;
  }

  private List<String> ids() {
    return receiver.received().stream().map(one -> one.header("webhook-id")).toList();
  }

  /// The newest delivery.
  private JsonNode delivery() {
    return api.get("/webhook-deliveries?count=1").ok().path("list").path(0);
  }

  private static String signature(String secret, Received got) throws WebhookSigningException {
    return new Webhook(secret)
        .sign(
            got.header("webhook-id"), Long.parseLong(got.header("webhook-timestamp")), got.body());
  }

  private static Received only(List<Received> all) {
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
