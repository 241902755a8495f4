package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.batua.gateway.testkit.WebhookReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Leases, clocks and figures.
@Tag("slow")
class DispatcherTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Api api = shop.api();
  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final EventWriter events = new EventWriter(GATEWAY.tables(), GATEWAY.clock());

  @BeforeEach
  void openShop() {
    GATEWAY.sweep();
    api.post("/webhook-endpoints").form("url", receiver.url()).ok();
    api.post("/orders").form("order_id", "order", "amount", "10").ok();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void what_a_dead_process_was_sending_is_sent_again_under_the_same_id() {
    var id = events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    receiver.answers(WebhookReceiver.status(500));
    GATEWAY.sweep();
    receiver.answers(WebhookReceiver.status(200));
    claimedBy("lse_dead", "clock_timestamp() + interval '1 minute'");
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(1);
    claimedBy("lse_dead", "clock_timestamp() - interval '1 second'");
    GATEWAY.sweep();
    assertThat(receiver.received()).hasSize(2).allMatch(it -> it.header("webhook-id").equals(id));
    assertThat(delivery().path("status").asString()).isEqualTo("DELIVERED");
  }

  @Test
  void an_outcome_whose_lease_was_lost_changes_nothing() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var first = new AtomicBoolean(true);
    receiver.answers(
        (exchange, got) -> {
          boolean slow = first.getAndSet(false);
          if (slow) {
            inside.countDown();
            await(go);
          }
          WebhookReceiver.status(slow ? 500 : 200).answer(exchange, got);
        });
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = threads.submit(() -> GATEWAY.sweep());
      await(inside);
      expireLeases();
      GATEWAY.sweepElsewhere();
      assertThat(delivery().path("status").asString()).isEqualTo("DELIVERED");
      go.countDown();
      slow.get(20, TimeUnit.SECONDS);
    }
    assertThat(delivery().path("status").asString()).isEqualTo("DELIVERED");
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void a_server_that_closes_gives_back_what_it_has_claimed_ahead() throws Exception {
    write(6);
    var inside = new CountDownLatch(8);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (var closing = GATEWAY.another()) {
        closing.listen();
        GATEWAY.sweep(closing);
        // six successes have earned eight places; the next eight stay in them
        receiver.answers(
            (exchange, got) -> {
              inside.countDown();
              await(go);
              WebhookReceiver.status(200).answer(exchange, got);
            });
        write(60);
        var _ = threads.submit(() -> GATEWAY.sweep(closing));
        await(inside);
      }
      assertThat(count("status = 'SENDING'")).isEqualTo(8);
      assertThat(count("attempts = 0 and d.status = 'PENDING'")).isEqualTo(52);
      go.countDown();
    }
    GATEWAY.sweep();
    assertThat(count("attempts = 1 and d.status = 'DELIVERED'")).isEqualTo(58);
  }

  private void write(int count) {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order", count);
  }

  private int count(String condition) {
    return events.deliveries(shop.id(), condition);
  }

  @Test
  void servers_whose_clocks_differ_send_each_event_once() {
    try (var fast = GATEWAY.anotherWithClockOff(Duration.ofMinutes(5));
        var slow = GATEWAY.anotherWithClockOff(Duration.ofMinutes(-5))) {
      for (int i = 0; i < 6; i++) {
        events.write(shop.id(), "ORDER_SUCCEEDED", "order");
        GATEWAY.sweep(i % 2 == 0 ? fast : slow);
        GATEWAY.sweep(i % 2 == 0 ? slow : fast);
        GATEWAY.sweep();
      }
    }
    var ids = receiver.received().stream().map(it -> it.header("webhook-id")).toList();
    assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    assertThat(receiver.received()).allMatch(DispatcherTest::isSentNow);
  }

  /// Receivers refuse timestamps that are minutes off: the database's time counts.
  private static boolean isSentNow(Received got) {
    long sent = Long.parseLong(got.header("webhook-timestamp"));
    return Math.abs(sent - GATEWAY.clock().instant().getEpochSecond()) < 60;
  }

  @Test
  void figures_tell_what_was_delivered_and_what_waits() throws Exception {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    GATEWAY.sweep();
    receiver.answers(WebhookReceiver.status(500));
    events.write(shop.id(), "ORDER_FAILED", "order");
    GATEWAY.sweep();
    GATEWAY.clock().advance(Duration.ofMinutes(3));
    api.post("/webhook-endpoints").form("url", receiver.url(), "name", "second").ok();
    api.post("/webhook-endpoints/second/pause").form("disable", "false").ok();
    GATEWAY.sweep();
    var figures = figures();
    assertThat(figures)
        .contains(
            "batua_webhook_deliveries_total{result=\"delivered\"}",
            "batua_webhook_deliveries_total{result=\"retrying\"}",
            "batua_webhook_duration_seconds_count",
            "batua_webhook_backlog",
            "batua_webhook_lag_seconds",
            "batua_webhook_inflight");
    assertThat(figures).containsPattern("batua_webhook_paused_? [1-9]");
  }

  private static String figures() throws IOException, InterruptedException {
    var uri = URI.create("http://localhost:" + GATEWAY.port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private JsonNode delivery() {
    return api.get("/webhook-deliveries").ok().path("list").path(0);
  }

  private void claimedBy(String lease, String until) {
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update webhook_delivery set status = 'SENDING', due_at = null, lease = ?,"
                        + " lease_until = "
                        + until,
                    lease));
  }

  private static void expireLeases() {
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update webhook_delivery set lease_until = clock_timestamp()"
                        + " - interval '1 second' where lease_until is not null"));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
