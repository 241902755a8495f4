package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Webhooks of servers that run by themselves: no test asks them to send.
class WebhookPumpTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual().withJobs();

  private final Shop shop = GATEWAY.newShop();
  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final EventWriter events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());

  @BeforeEach
  void openShop() {
    shop.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
    shop.api().post("/orders").form("order_id", "order", "amount", "10").ok();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void a_new_event_is_sent_by_itself() {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");

    Eventually.until("the webhook arrives", () -> receiver.received().size() == 1);
  }

  @Test
  void a_retry_is_made_when_it_is_due_and_not_before() {
    receiver.answers(WebhookReceiver.status(500));
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    Eventually.until("the first attempt is recorded", () -> status().equals("RETRYING"));
    receiver.answers(WebhookReceiver.status(200));
    assertThat(receiver.received()).hasSize(1);

    GATEWAY.clock().advance(Duration.ofMinutes(2));

    Eventually.until("the retry is recorded", () -> status().equals("DELIVERED"));
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void two_servers_beside_each_other_send_each_event_once() {
    try (var other = GATEWAY.another()) {
      other.listen();
      other.startJobs();
      for (int i = 0; i < 40; i++) {
        events.write(shop.id(), "ORDER_SUCCEEDED", "order");
      }
      Eventually.until("all are recorded", () -> delivered() == 40);
    }
    assertThat(receiver.received()).hasSize(40);
    assertThat(receiver.received().stream().map(it -> it.header("webhook-id")).distinct())
        .hasSize(40);
  }

  private String status() {
    var list = shop.api().get("/webhook-deliveries").ok().path("list");
    return list.path(0).path("status").asString("");
  }

  private int delivered() {
    return shop.api()
        .get("/webhook-deliveries?status=DELIVERED&count=100")
        .ok()
        .path("count")
        .asInt();
  }
}
