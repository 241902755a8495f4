package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is fanned out, and orders' own URLs where the merchant has no primary endpoint.
@Tag("slow")
class FanOutTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final WebhookReceiver own = WebhookReceiver.open();
  private final EventWriter events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());

  @AfterEach
  void closeReceiver() {
    own.close();
  }

  @Test
  void an_orders_own_url_works_without_a_primary_endpoint() throws Exception {
    order("with_url", "metadata.webhook_url", own.url());
    order("without", "description", "none");
    events.write(shop.id(), "ORDER_SUCCEEDED", "with_url");
    events.write(shop.id(), "ORDER_SUCCEEDED", "without");
    GATEWAY.sweep();
    assertThat(own.received())
        .singleElement()
        .matches(it -> it.json().at("/content/order/order_id").asString().equals("with_url"));
    var secret =
        shop.api()
            .post("/webhook-endpoints/order-urls/rotate-secret")
            .form("keep_old_hours", "0")
            .ok()
            .path("secret")
            .asString();
    own.forget();
    GATEWAY.clock().advance(Duration.ofSeconds(2));
    var first = shop.api().get("/webhook-deliveries").ok().path("list").path(0);
    shop.api()
        .post("/webhook-deliveries/" + first.path("id").asString() + "/redeliver")
        .form("now", "true")
        .ok();
    var got = own.received().getFirst();
    var signed =
        new Webhook(secret)
            .sign(
                got.header("webhook-id"),
                Long.parseLong(got.header("webhook-timestamp")),
                got.body());
    assertThat(got.header("webhook-signature").split(" ", -1)).contains(signed);
  }

  @Test
  void the_endpoint_of_orders_gets_nothing_once_there_is_a_primary_one() {
    order("first", "metadata.webhook_url", own.url());
    events.write(shop.id(), "ORDER_SUCCEEDED", "first");
    GATEWAY.sweep();
    try (var primary = WebhookReceiver.open()) {
      shop.api().post("/webhook-endpoints").form("url", primary.url()).ok();
      order("second", "metadata.webhook_url", own.url());
      order("third", "description", "none");
      events.write(shop.id(), "ORDER_SUCCEEDED", "second");
      events.write(shop.id(), "ORDER_SUCCEEDED", "third");
      GATEWAY.sweep();
      assertThat(own.received()).hasSize(2);
      assertThat(primary.received()).hasSize(1);
    }
  }

  @Test
  void other_endpoints_get_such_events_as_well() {
    try (var other = WebhookReceiver.open()) {
      shop.api().post("/webhook-endpoints").form("url", other.url(), "name", "books").ok();
      order("both", "metadata.webhook_url", own.url());
      events.write(shop.id(), "ORDER_SUCCEEDED", "both");
      GATEWAY.sweep();
      assertThat(own.received()).hasSize(1);
      assertThat(other.received()).hasSize(1);
    }
  }

  @Test
  void events_of_a_merchant_whom_nobody_tells_are_listed_and_wait_in_no_queue() {
    order("quiet", "description", "none");
    events.write(shop.id(), "ORDER_SUCCEEDED", "quiet");
    assertThat(queued()).isZero();
    assertThat(shop.api().get("/events").ok().path("list").path(0).path("event_name").asString())
        .isEqualTo("ORDER_SUCCEEDED");
  }

  @Test
  void an_event_is_queued_once_a_listener_or_an_endpoint_is_there() {
    order("heard", "description", "none");
    shop.api().get("/events/stream").send();
    events.write(shop.id(), "ORDER_SUCCEEDED", "heard");
    assertThat(queued()).isOne();
    GATEWAY.sweep();
    assertThat(queued()).isZero();
  }

  @Test
  void what_a_server_of_the_version_before_writes_is_delivered_as_well() {
    try (var receiver = WebhookReceiver.open()) {
      shop.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      order("old", "description", "none");
      GATEWAY.tables().useHandle(this::writeAsBefore);
      GATEWAY.sweep();
      assertThat(receiver.received())
          .singleElement()
          .matches(it -> it.json().path("event_name").asString().equals("ORDER_SUCCEEDED"));
    }
  }

  private void writeAsBefore(Handle handle) {
    handle.execute(
        """
        insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
        select event_id(o.created_at), o.merchant_id, 'ORDER_SUCCEEDED', o.id, null, o.created_at
        from merchant_order o where o.merchant_id = ? and o.order_id = 'old'
        """,
        shop.id().value());
  }

  private long queued() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        """
                        select count(*) from webhook_queue q
                          join webhook_event e on e.number = q.number
                        where e.merchant_id = ?
                        """,
                        shop.id().value())
                    .mapTo(Long.class)
                    .one());
  }

  private void order(String id, String name, String value) {
    shop.api().post("/orders").form("order_id", id, "amount", "5", name, value).ok();
  }
}
