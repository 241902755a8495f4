package org.batua.gateway.monitoring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Prometheus;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// As [AlertFaultsTest], of faults of servers, their database and their jobs, and of what waits for
/// a person.
@Tag("process")
@Tag("proof")
class ServerAlertFaultsTest {
  private static final Path ALERTS = Path.of("../docs/monitoring/alerts.yml");

  /// The provider takes one rupee less than it was asked for.
  private static final String OTHER_AMOUNT = "7016.00";

  /// Found at the first question.
  private static final String FOUND = "7005.00";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private static Path directory;

  private static @Nullable Prometheus prometheus;
  private static @Nullable Gateway narrow;
  private static @Nullable Gateway keyless;
  private static int narrowPort;
  private static int keylessPort;

  @BeforeAll
  static void start() {
    narrow = GATEWAY.another(Map.of("database.connections", "2", "database.wait_seconds", "30"));
    narrowPort = narrow.listen();
    keyless = GATEWAY.anotherWithKeys(KeyRing.create());
    keylessPort = keyless.listen();
    prometheus =
        Prometheus.start(directory, ALERTS, List.of(GATEWAY.port(), narrowPort, keylessPort));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(prometheus).close();
    Objects.requireNonNull(narrow).close();
    Objects.requireNonNull(keyless).close();
  }

  private static boolean isFiring(String alert) {
    return Objects.requireNonNull(prometheus).firing().contains(alert);
  }

  private static void fires(String alert) {
    Eventually.until(alert + " fires", () -> isFiringNow(alert));
  }

  private static void isQuiet(String alert) {
    Eventually.until(alert + " is quiet", () -> !isFiringNow(alert));
  }

  /// Counts as each server's timer does.
  private static boolean isFiringNow(String alert) {
    GATEWAY.sweep();
    GATEWAY.sweep(Objects.requireNonNull(narrow));
    GATEWAY.sweep(Objects.requireNonNull(keyless));
    return isFiring(alert);
  }

  private static void execute(String sql, Object... values) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql, values));
  }

  private static String payment(String order) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select t.id from txn t join merchant_order o on o.id = t.order_ref"
                            + " where o.order_id = ?",
                        order)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void what_waits_for_a_person_fires_until_one_has_settled_it() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order(OTHER_AMOUNT);
    till.pay(order);
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    fires("MoneyManualReview");
    GATEWAY
        .gateway()
        .manualReview()
        .settle(
            payment(order),
            ManualReview.Ending.MOVED,
            new ReviewDecision("Asha Rao", "the provider's statement", ""));
    isQuiet("MoneyManualReview");
  }

  @Test
  void a_transition_that_the_database_refuses_fires() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "20000");
    Eventually.until("the counter is known", () -> isNotStorableKnown(till));
    Eventually.until("MoneyNotStorable fires", () -> refused(till) && isFiring("MoneyNotStorable"));
    isQuiet("MoneyNotStorable");
  }

  private static boolean isNotStorableKnown(Till till) {
    var _ = refused(till);
    return Objects.requireNonNull(prometheus)
            .value("max(count_over_time(batua_money_not_storable_total[4s]))")
        > 2;
  }

  /// A payment that is found to be charged, and cannot be stored as such.
  private static boolean refused(Till till) {
    var order = till.order(FOUND);
    till.pay(order);
    execute(
        """
        create or replace function refuse_charge() returns trigger language plpgsql as $$
        begin
          if new.status = 'CHARGED' then raise exception 'cannot be stored'; end if;
          return new;
        end $$
        """);
    execute(
        "create trigger refuse_charge before update on txn for each row"
            + " execute function refuse_charge()");
    try {
      GATEWAY.clock().advance(Duration.ofSeconds(10));
      GATEWAY.sweep();
    } finally {
      execute("drop trigger refuse_charge on txn");
    }
    GATEWAY.clock().advance(Duration.ofMinutes(20));
    GATEWAY.sweep();
    return true;
  }

  @Test
  void a_server_whose_requests_fail_fires_until_they_stop() {
    var shop = GATEWAY.newShop();
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    // it cannot open what the others have sealed
    var api = Api.open(URI.create("http://127.0.0.1:" + keylessPort)).withKey(shop.key());
    Eventually.until(
        "HttpErrors fires",
        () -> {
          api.post("/wallets/" + wallet).form("command", "refresh").send();
          return isFiring("HttpErrors");
        });
    isQuiet("HttpErrors");
  }

  @Test
  void a_job_that_is_due_and_not_run_and_one_that_fails_fire_until_it_goes_well() {
    execute(
        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version,"
            + " consecutive_failures)"
            + " values ('stuck', 'recurring', now() - interval '10 minutes', false, 1, 3)");
    fires("JobLate");
    fires("JobFailing");
    execute(
        "update scheduled_tasks set execution_time = now() + interval '1 hour',"
            + " consecutive_failures = 0 where task_name = 'stuck'");
    isQuiet("JobLate");
    isQuiet("JobFailing");
  }

  @Test
  void callers_that_wait_for_a_connection_fire_until_they_have_one() {
    var shop = GATEWAY.newShop();
    var api = Api.open(URI.create("http://127.0.0.1:" + narrowPort)).withKey(shop.key());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (var blocking = GATEWAY.tables().open()) {
        blocking.begin();
        blocking.execute("lock table customer in access exclusive mode");
        for (int i = 0; i < 8; i++) {
          var _ = threads.submit(() -> api.get("/customers/nobody").send());
        }
        Eventually.until("PoolExhausted fires", () -> isFiring("PoolExhausted"));
        blocking.rollback();
      }
      Eventually.until("PoolExhausted is quiet", () -> !isFiring("PoolExhausted"));
    }
  }
}
