package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a server does for its webhooks by itself.
class WebhookCareTest {
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
  void what_a_dead_process_was_sending_is_sent_again_by_itself() {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    Eventually.until("the webhook is recorded", () -> count("status = 'DELIVERED'") == 1);
    execute(
        "update webhook_delivery set status = 'SENDING', lease = 'lse_dead',"
            + " lease_until = clock_timestamp() - interval '1 second'");
    Eventually.until("it is sent again", () -> count("status = 'DELIVERED' and attempts = 2") == 1);
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void what_becomes_due_for_an_endpoint_that_is_paused_is_held() {
    receiver.answers(WebhookReceiver.status(500));
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    Eventually.until("the attempt is recorded", () -> count("status = 'RETRYING'") == 1);
    execute("update webhook_endpoint set status = 'PAUSED'");
    Eventually.until("it is held", () -> count("status = 'HELD'") == 1);
  }

  @Test
  void events_are_sent_while_care_waits_for_a_lock() {
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    Eventually.until("the first is recorded", () -> count("status = 'DELIVERED'") == 1);
    execute(
        "update webhook_delivery set status = 'SENDING', lease = 'lse_dead',"
            + " lease_until = clock_timestamp() + interval '3 seconds'");
    try (var lock = GATEWAY.tables().open().begin()) {
      lock.createQuery("select lease from webhook_delivery where lease = 'lse_dead' for update")
          .mapTo(String.class)
          .one();
      Eventually.until("care waits for its row", this::isLockAwaited);
      events.write(shop.id(), "ORDER_SUCCEEDED", "order");
      Eventually.until("the second arrives", () -> receiver.received().size() == 2);
      lock.rollback();
    }
    Eventually.until("the first is sent again", () -> count("status = 'DELIVERED'") == 2);
  }

  private boolean isLockAwaited() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from pg_locks l join pg_stat_activity a using (pid)"
                            + " where not l.granted and a.datname = current_database())")
                    .mapTo(Boolean.class)
                    .one());
  }

  @Test
  void what_waits_is_counted() throws Exception {
    receiver.answers(WebhookReceiver.status(500));
    events.write(shop.id(), "ORDER_SUCCEEDED", "order");
    Eventually.until("the attempt is recorded", () -> count("status = 'RETRYING'") == 1);
    GATEWAY.sweep();
    var uri = URI.create("http://localhost:" + GATEWAY.port() + "/metrics");
    var figures =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    assertThat(figures).contains("batua_webhook_backlog", "batua_webhook_lag_seconds");
  }

  private void execute(String update) {
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    update
                        + (update.contains("webhook_delivery")
                            ? " where endpoint_id in (select id from webhook_endpoint where"
                                + " merchant_id = ?)"
                            : " where merchant_id = ?"),
                    shop.id().value()));
  }

  private int count(String condition) {
    return events.deliveries(shop.id(), condition);
  }
}
