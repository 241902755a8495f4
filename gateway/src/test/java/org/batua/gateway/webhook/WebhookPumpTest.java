package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Webhooks of servers that run by themselves: no test asks them to send.
@Tag("slow")
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

  @Test
  void what_waits_behind_a_receiver_that_hangs_is_given_back_without_its_attempt() {
    var inside = new AtomicInteger();
    var end = new CountDownLatch(1);
    try {
      hang(inside, end);
      GATEWAY.clock().advance(Duration.ofSeconds(5));
      Eventually.until(
          "the others are due again", () -> count("attempts = 0 and d.status = 'PENDING'") == 52);
      assertThat(count("status = 'SENDING'")).isEqualTo(8);
    } finally {
      end.countDown();
    }
    Eventually.until("all are recorded", () -> count("status = 'DELIVERED'") == 66);
    assertThat(count("attempts = 1")).isEqualTo(66);
    assertThat(receiver.received().stream().map(it -> it.header("webhook-id")))
        .hasSize(66)
        .doesNotHaveDuplicates();
  }

  /// Six that are taken at once earn eight places, in which the next eight stay; more are claimed
  /// ahead.
  private void hang(AtomicInteger inside, CountDownLatch end) {
    write(6);
    Eventually.until("six are recorded", () -> count("status = 'DELIVERED'") == 6);
    receiver.answers(
        (exchange, got) -> {
          inside.incrementAndGet();
          await(end);
          WebhookReceiver.status(200).answer(exchange, got);
        });
    write(60);
    Eventually.until("all places are taken", () -> inside.get() == 8);
  }

  private void write(int count) {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order", count);
  }

  private int count(String condition) {
    return events.deliveries(shop.id(), condition);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
