package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The log, replays, listeners and retention.
@Tag("slow")
class WebhookLogTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Api api = shop.api();
  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final EventWriter events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());

  @BeforeEach
  void openShop() {
    api.post("/webhook-endpoints").form("url", receiver.url()).ok();
    api.post("/orders").form("order_id", "order", "amount", "10").ok();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void lists_come_in_parts() {
    for (int i = 0; i < 5; i++) {
      events.write(shop.id(), "ORDER_SUCCEEDED", "order");
      GATEWAY.clock().advance(Duration.ofMillis(5));
    }
    for (var path : new String[] {"/events", "/webhook-deliveries"}) {
      var first = api.get(path + "?count=3").ok();
      assertThat(first.path("list")).hasSize(3);
      var second = api.get(path + "?count=3&before=" + first.path("next").asString()).ok();
      assertThat(second.path("list")).hasSize(2);
      assertThat(second.path("next").isNull()).isTrue();
      assertThat(second.path("list").path(0).path("id"))
          .isNotEqualTo(first.path("list").path(2).path("id"));
    }
  }

  @Test
  void another_merchant_sees_nothing_of_it() {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    GATEWAY.sweep();
    var mine = api.get("/webhook-deliveries").ok().path("list").path(0);
    var other = GATEWAY.newShopWithoutGateway().api();
    assertThat(other.get("/events").ok().path("count").asInt()).isZero();
    assertThat(other.get("/webhook-deliveries").ok().path("count").asInt()).isZero();
    other.get("/webhook-deliveries/" + mine.path("id").asString()).refused(404, "object_not_found");
    other.get("/events/" + mine.path("event").asString()).refused(404, "object_not_found");
    other
        .get("/webhook-endpoints/" + mine.path("endpoint").asString())
        .refused(404, "object_not_found");
  }

  @Test
  void a_replay_sends_again_what_was_asked_for() {
    receiver.answers(WebhookReceiver.status(410));
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    GATEWAY.sweep();
    api.post("/webhook-endpoints/primary/resume").form("held", "skip").ok();
    receiver.forget();
    receiver.answers(WebhookReceiver.status(200));
    var dry = api.post("/webhook-endpoints/primary/redeliver").form("dry_run", "true").ok();
    assertThat(dry.path("count").asInt()).isEqualTo(1);
    var begun = api.post("/webhook-endpoints/primary/redeliver").form("status", "FAILED").ok();
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(1);
    var replay = api.get("/webhook-replays/" + begun.path("replay_id").asString()).ok();
    assertThat(replay.path("queued").asInt()).isEqualTo(1);
    assertThat(replay.path("status").asString()).isEqualTo("DONE");
  }

  @Test
  void an_endpoint_can_be_tested() {
    var made =
        api.post("/webhook-endpoints/primary/test").form("event_name", "ORDER_REFUNDED").ok();
    assertThat(made.path("http_status").asInt()).isEqualTo(200);
    var got = receiver.received().getFirst();
    assertThat(got.header("x-batua-test")).isEqualTo("1");
    assertThat(got.json().at("/content/order/refunds/0/status").asString()).isEqualTo("SUCCESS");
    assertThat(api.get("/webhook-deliveries").ok().path("count").asInt()).isZero();
  }

  @Test
  void every_event_has_a_sample() {
    for (var name : EventName.values()) {
      api.post("/webhook-endpoints/primary/test").form("event_name", name.name()).ok();
    }
    assertThat(receiver.received()).hasSize(EventName.values().length);
  }

  @Test
  void a_merchant_may_have_sixteen_endpoints() {
    for (int i = 1; i < 16; i++) {
      api.post("/webhook-endpoints").form("url", receiver.url()).ok();
    }
    api.post("/webhook-endpoints").form("url", receiver.url()).refused(400, "INVALID_REQUEST");
    assertThat(api.get("/webhook-endpoints").ok().path("count").asInt()).isEqualTo(16);
    api.call("DELETE", "/webhook-endpoints/primary").ok();
    api.post("/webhook-endpoints").form("url", receiver.url()).ok();
  }

  @Test
  void events_are_chosen_by_a_list_or_by_the_vendors_map() {
    var list =
        api.post("/webhook-endpoints")
            .json(
                "{\"url\":\"%s\",\"events\":[\"ORDER_REFUNDED\",\"ORDER_FAILED\"]}"
                    .formatted(receiver.url()))
            .ok();
    assertThat(list.path("events").toString()).isEqualTo("[\"ORDER_FAILED\",\"ORDER_REFUNDED\"]");
    var map =
        api.post("/webhook-endpoints/primary")
            .form("events.ORDER_FAILED", "true", "events.TXN_CREATED", "false")
            .ok();
    assertThat(map.path("events").toString()).isEqualTo("[\"ORDER_FAILED\"]");
    api.post("/webhook-endpoints/primary")
        .form("events", "ORDER_EATEN")
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void headers_that_are_ours_are_refused() {
    for (var name : new String[] {"Host", "Authorization", "Content-Length", "webhook-id", "a b"}) {
      api.post("/webhook-endpoints")
          .form("url", receiver.url(), "headers." + name, "x")
          .refused(400, "INVALID_REQUEST");
    }
  }

  @Test
  void what_is_old_is_forgotten() {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    GATEWAY.sweep();
    var id = api.get("/webhook-deliveries").ok().path("list").path(0).path("id").asString();
    assertThat(api.get("/webhook-deliveries/" + id).ok().path("last_body").isNull()).isFalse();
    GATEWAY.clock().advance(Duration.ofDays(8));
    GATEWAY.sweep();
    assertThat(api.get("/webhook-deliveries/" + id).ok().path("last_body").isNull()).isTrue();
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    GATEWAY.clock().advance(Duration.ofDays(23));
    GATEWAY.sweep();
    api.get("/webhook-deliveries/" + id).refused(404, "object_not_found");
    assertThat(api.get("/events").ok().path("count").asInt()).isEqualTo(1);
  }

  @Test
  void an_endpoint_that_takes_nothing_for_five_days_is_paused() {
    receiver.answers(WebhookReceiver.status(500));
    for (int day = 0; day < 7; day++) {
      for (int i = 0; i < 20; i++) {
        events.write(shop.id(), "ORDER_SUCCEEDED", "order");
      }
      GATEWAY.sweep();
      GATEWAY.clock().advance(Duration.ofDays(1));
    }
    GATEWAY.sweep();
    var endpoint = api.get("/webhook-endpoints/primary").ok();
    assertThat(endpoint.path("status").asString()).isEqualTo("PAUSED");
    assertThat(endpoint.path("status_reason").asString()).isEqualTo("AUTO_PAUSED");
  }

  @Test
  void a_listener_goes_on_where_it_was_and_sees_what_is_sent_again() {
    var hello = api.get("/events/stream").send().body();
    assertThat(hello).contains("event: listening", "whsec_");
    var id = events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    var first = api.get("/events/stream?last_event_id=" + number(hello)).send().body();
    assertThat(first).contains("event: ORDER_SUCCEEDED", id, "webhook-signature");
    GATEWAY.sweep();
    var delivery = api.get("/webhook-deliveries").ok().path("list").path(0).path("id").asString();
    api.post("/webhook-deliveries/" + delivery + "/redeliver").ok();
    var again = api.get("/events/stream?last_event_id=" + number(first)).send().body();
    assertThat(again).contains("event: ORDER_SUCCEEDED", id);
    assertThat(number(again)).isGreaterThan(number(first));
  }

  private static long number(String stream) {
    var last = stream.substring(stream.lastIndexOf("id: ") + 4);
    return Long.parseLong(last.substring(0, last.indexOf('\n')));
  }

  @Test
  void a_failure_that_was_overtaken_is_not_told_late() {
    receiver.answers(WebhookReceiver.status(500));
    events.write(shop.id(), "ORDER_FAILED", "order");
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(1);
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    receiver.answers(WebhookReceiver.status(200));
    GATEWAY.clock().advance(Duration.ofSeconds(70));
    GATEWAY.sweep();
    assertThat(receiver.named("ORDER_FAILED")).hasSize(1);
    assertThat(receiver.named("ORDER_SUCCEEDED")).hasSize(1);
    var all = api.get("/webhook-deliveries?status=SUPERSEDED").ok();
    assertThat(all.path("count").asInt()).isEqualTo(1);
  }
}
