package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One dead receiver delays nobody. With few places, so that a pool without limits of its queues
/// would be full at once.
@Tag("slow")
class WebhookIsolationTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().withJobs().with("webhook.in_flight", "16");

  private static final int HANGING = 12;

  @Test
  void receivers_that_hang_hold_a_quarter_of_the_places_and_the_others_are_served() {
    var events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());
    var end = new CountDownLatch(1);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    List<WebhookReceiver> receivers = new ArrayList<>();
    List<Shop> shops = new ArrayList<>();
    try (var well = WebhookReceiver.open()) {
      var healthy = shop(well);
      events.write(healthy.id(), "ORDER_SUCCEEDED", "order");
      await(well, 1);
      for (int i = 0; i < HANGING; i++) {
        var receiver =
            WebhookReceiver.open()
                .answers(
                    (_, _) -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      await(end);
                      inside.decrementAndGet();
                    });
        receivers.add(receiver);
        shops.add(shop(receiver));
      }
      // all at once, and soon over, before a delivery times out
      for (var shop : shops) {
        for (int n = 0; n < 5; n++) {
          events.write(shop.id(), "ORDER_SUCCEEDED", "order");
        }
      }
      awaitInside(inside, 4);
      for (int n = 0; n < 100; n++) {
        events.write(healthy.id(), "ORDER_SUCCEEDED", "order");
      }
      await(well, 101);
      // on a slow machine some have timed out meanwhile, and left their places to others
      assertThat(most.get()).isLessThanOrEqualTo(4 + ended(shops));
    } finally {
      end.countDown();
      receivers.forEach(WebhookReceiver::close);
    }
  }

  private static int ended(List<Shop> shops) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(*) from webhook_attempt a
                          join webhook_endpoint p on p.id = a.endpoint_id
                        where p.merchant_id in (<shops>)
                        """)
                    .bindList("shops", shops.stream().map(shop -> shop.id().value()).toList())
                    .mapTo(Integer.class)
                    .one());
  }

  private static Shop shop(WebhookReceiver receiver) {
    var shop = GATEWAY.newShopWithoutGateway();
    shop.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
    shop.api().post("/orders").form("order_id", "order", "amount", "10").ok();
    return shop;
  }

  private static void await(WebhookReceiver receiver, int count) {
    Eventually.until(count + " deliveries came", () -> receiver.received().size() >= count);
  }

  private static void awaitInside(AtomicInteger inside, int count) {
    Eventually.until(count + " deliveries are under way", () -> inside.get() >= count);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
