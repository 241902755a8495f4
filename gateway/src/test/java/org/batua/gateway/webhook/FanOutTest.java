package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Orders' own URLs where the merchant has no primary endpoint.
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

  private void order(String id, String name, String value) {
    shop.api().post("/orders").form("order_id", id, "amount", "5", name, value).ok();
  }
}
