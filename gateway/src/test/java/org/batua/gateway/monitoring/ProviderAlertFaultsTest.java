package org.batua.gateway.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Prometheus;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.WebhookReceiver;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// As [AlertFaultsTest], of providers and merchants' servers that are slow, broken or gone, and of
/// what holds the database up. The server runs its jobs by itself.
@Tag("process")
@Tag("proof")
class ProviderAlertFaultsTest {
  private static final Path ALERTS = Path.of("../docs/monitoring/alerts.yml");

  /// Debited; the answer takes as long as the test says.
  private static final String SLOW = "7004.00";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("provider.concurrent_calls", "1")
          .with("metrics.refresh_seconds", "1")
          .withJobs();

  @TempDir private static Path directory;

  private static @Nullable Prometheus prometheus;

  @BeforeAll
  static void start() {
    prometheus = Prometheus.start(directory, ALERTS, List.of(GATEWAY.port()));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(prometheus).close();
  }

  private static boolean isFiring(String alert) {
    return Objects.requireNonNull(prometheus).firing().contains(alert);
  }

  private static void fires(String alert) {
    Eventually.until(alert + " fires", () -> isFiring(alert));
  }

  private static void isQuiet(String alert) {
    Eventually.until(alert + " is quiet", () -> !isFiring(alert));
  }

  private static void execute(String sql, Object... values) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql, values));
  }

  private static Till rich() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "9000000");
    return till;
  }

  @Test
  void debits_that_take_long_fire_until_none_does() {
    GATEWAY.pace().answerAfter(ProviderAlertFaultsTest::passLongTime);
    Eventually.until(
        "ProviderSlow fires",
        () -> {
          // each has a limit of the month
          var till = rich();
          till.pay(till.order(SLOW));
          return isFiring("ProviderSlow");
        });
    GATEWAY.pace().answerAtOnce();
    isQuiet("ProviderSlow");
  }

  /// Longer than the shortened limit of the alert.
  private static void passLongTime() {
    long start = System.nanoTime();
    // real time: the duration of calls is measured by it
    Eventually.until(
        "a call is slow",
        () -> System.nanoTime() - start > Prometheus.SLOW_DEBIT.plusMillis(100).toNanos());
  }

  @Test
  void an_account_without_a_free_place_fires_until_its_calls_end() {
    var till = rich();
    var order = till.order(SLOW);
    var released = new CountDownLatch(1);
    GATEWAY.pace().answerAfter(() -> await(released));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(() -> till.pay(order));
      fires("ProviderPlacesFull");
      released.countDown();
    }
    isQuiet("ProviderPlacesFull");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_account_that_no_connector_can_use_fires_until_it_is_configured() {
    var shop = GATEWAY.newShop();
    // as no command would let it be
    execute(
        "update provider_account set settings = jsonb_set(settings, '{base_url}', '\"not a url\"')"
            + " where merchant_id = ?",
        shop.id().value());
    Eventually.until(
        "ConnectorBug fires",
        () -> {
          // another customer each time: one gets few OTPs, all before Prometheus looks twice
          authenticate(shop, shop.customer(Shop.newPhone()));
          return isFiring("ConnectorBug");
        });
    GATEWAY.configureMobikwik(shop.id(), Optional.empty(), Map.of());
    Eventually.until(
        "ConnectorBug is quiet",
        () -> {
          authenticate(shop, shop.customer(Shop.newPhone()));
          return !isFiring("ConnectorBug");
        });
  }

  private static void authenticate(Shop shop, String customer) {
    shop.api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", "MOBIKWIK", "command", "authenticate")
        .send();
  }

  @Test
  void webhooks_that_wait_fire_until_they_are_delivered() {
    var shop = GATEWAY.newShop();
    var released = new CountDownLatch(1);
    try (var receiver = WebhookReceiver.open()) {
      receiver.answers(
          (exchange, _) -> {
            await(released);
            exchange.sendResponseHeaders(200, -1);
          });
      shop.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      var till = Till.at(GATEWAY, shop, Shop.newPhone());
      for (int i = 0; i < 8; i++) {
        till.paid("250.00");
      }
      Eventually.until("an attempt is under way", () -> !receiver.received().isEmpty());
      GATEWAY.clock().advance(Duration.ofMinutes(6));
      fires("WebhooksLate");
      released.countDown();
      Eventually.until(
          "WebhooksLate is quiet",
          () -> {
            // retries of attempts that were given up are due later
            GATEWAY.clock().advance(Duration.ofSeconds(1));
            return !isFiring("WebhooksLate");
          });
    }
  }

  @Test
  void an_endpoint_that_is_gone_fires_until_it_is_resumed() {
    var shop = GATEWAY.newShop();
    try (var receiver = WebhookReceiver.open()) {
      receiver.answers(WebhookReceiver.status(410));
      shop.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      Till.at(GATEWAY, shop, Shop.newPhone()).paid("250.00");
      fires("WebhookEndpointPaused");
      receiver.answers(WebhookReceiver.status(200));
      shop.api().post("/webhook-endpoints/primary/resume").form("held", "send").ok();
      isQuiet("WebhookEndpointPaused");
    }
  }

  @Test
  void an_account_that_is_not_compared_fires_until_it_is() throws IOException {
    var now =
        Instant.ofEpochSecond((long) Objects.requireNonNull(prometheus).value("vector(time())"));
    GATEWAY
        .clock()
        .advance(Duration.between(GATEWAY.clock().instant(), now.minus(Duration.ofDays(4))));
    var till = rich();
    compare(till);
    fires("ReconciliationOverdue");
    GATEWAY.clock().advance(Duration.ofDays(4));
    compare(till);
    isQuiet("ReconciliationOverdue");
  }

  private static void compare(Till till) throws IOException {
    var file = Files.writeString(directory.resolve("a.csv"), GATEWAY.provider().statement());
    var day = LocalDate.ofInstant(GATEWAY.clock().instant(), ZoneOffset.UTC);
    var _ =
        GATEWAY
            .gateway()
            .reconciliation()
            .compare(
                new Reconciliation.Request(
                    till.shop().id(),
                    new GatewayCode("MOBIKWIK"),
                    Optional.empty(),
                    day,
                    day.plusDays(1),
                    file,
                    Optional.empty()));
  }

  @Test
  void reads_that_wait_for_the_database_fire_until_they_do_not() {
    var till = Till.open(GATEWAY);
    var order = till.order("250.00");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var blocking = GATEWAY.tables().open()) {
      Eventually.until(
          "HttpSlow fires",
          () -> {
            blocking.begin();
            blocking.execute("lock table merchant_order in access exclusive mode");
            var _ = threads.submit(() -> till.api().get("/orders/" + order).send());
            Eventually.until("a read has waited long", ProviderAlertFaultsTest::hasWaited);
            blocking.rollback();
            return isFiring("HttpSlow");
          });
    }
    isQuiet("HttpSlow");
  }

  @Test
  void a_transaction_that_is_left_open_fires_until_it_ends() {
    // of the servers' role: others it may see only when it was granted that
    try (var forgotten = Jdbi.create(GATEWAY.databaseUrl().jdbc()).open()) {
      forgotten.begin();
      forgotten.execute("select 1");
      fires("OldTransaction");
      forgotten.rollback();
    }
    isQuiet("OldTransaction");
  }

  private static boolean hasWaited() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        """
                        select exists (select 1 from pg_locks l join pg_database d
                            on d.oid = l.database
                          where d.datname = current_database() and not l.granted
                            and l.waitstart < clock_timestamp() - interval '1.2 s')
                        """)
                    .mapTo(Boolean.class)
                    .one());
  }
}
