package org.batua.gateway.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Prometheus;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Our alerts in a real Prometheus: each fires by a fault and goes quiet when it is over.
/// Prometheus needs seconds to see each: all but one are a proof of their own.
@Tag("process")
@Order(3)
class AlertFaultsTest {
  private static final Path ALERTS = Path.of("../docs/monitoring/alerts.yml");

  /// Debited; not found three times, found afterwards.
  private static final String FOUND_LATE = "7018.00";

  private static final String PENDING = "9000000051";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("provider.circuit_open_seconds", "1");

  @TempDir private static Path directory;

  private static @Nullable Prometheus prometheus;
  private static @Nullable Gateway second;

  @BeforeAll
  static void start() {
    second = GATEWAY.another();
    int port = second.listen();
    prometheus = Prometheus.start(directory, ALERTS, List.of(GATEWAY.port(), port));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(prometheus).close();
    Objects.requireNonNull(second).close();
  }

  private static void fires(String... alerts) {
    for (var alert : alerts) {
      Eventually.until(alert + " fires", () -> refreshed().firing().contains(alert));
    }
  }

  private static void isQuiet(String... alerts) {
    for (var alert : alerts) {
      Eventually.until(alert + " is quiet", () -> !refreshed().firing().contains(alert));
    }
  }

  /// Counts as the timer does, whose time would be the machine's.
  private static Prometheus refreshed() {
    GATEWAY.sweep();
    GATEWAY.sweep(Objects.requireNonNull(second));
    return Objects.requireNonNull(prometheus);
  }

  @Test
  @Tag("proof")
  void a_provider_that_is_down_opens_its_circuit_until_it_is_back() {
    var shop = GATEWAY.newShop();
    List<String> wallets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var wallet = shop.wallet(Shop.newPhone());
      shop.linked(wallet);
      wallets.add(wallet);
    }
    GATEWAY.provider().goDown();
    Eventually.until(
        "the provider's trouble wakes somebody",
        () -> {
          refreshAll(shop, wallets);
          var firing = refreshed().firing();
          return firing.contains("ProviderCircuitOpen") && firing.contains("ProviderUnclear");
        });
    GATEWAY.provider().goUp();
    Eventually.until(
        "its trouble is over",
        () -> {
          refreshAll(shop, wallets);
          var firing = refreshed().firing();
          return !firing.contains("ProviderCircuitOpen") && !firing.contains("ProviderUnclear");
        });
  }

  private static void refreshAll(Shop shop, List<String> wallets) {
    for (var wallet : wallets) {
      shop.api().post("/wallets/" + wallet).form("command", "refresh").send();
    }
  }

  @Test
  void an_outcome_that_stays_open_fires_until_it_is_found_out() {
    var till = Till.open(GATEWAY, PENDING);
    var order = till.order("7007.00");
    till.pay(order);
    GATEWAY.clock().advance(Duration.ofMinutes(11));
    fires("MoneyUnresolved");
    till.settle(order);
    isQuiet("MoneyUnresolved");
  }

  @Test
  @Tag("proof")
  void a_second_charge_and_a_late_success_fire_for_a_while() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order(FOUND_LATE);
    till.pay(order);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    till.pay(order);
    Eventually.until("Prometheus knows both counters", () -> isKnown("second_charges"));
    for (int hour = 0; hour < 12; hour++) {
      GATEWAY.clock().advance(Duration.ofHours(1));
      GATEWAY.sweep();
    }
    Eventually.until("MoneyLateSuccess fired", () -> refreshed().hasFired("MoneyLateSuccess"));
    Eventually.until("MoneySecondCharge fired", () -> refreshed().hasFired("MoneySecondCharge"));
    isQuiet("MoneyLateSuccess", "MoneySecondCharge");
  }

  private static boolean isKnown(String counter) {
    return Objects.requireNonNull(prometheus)
            .value("count_over_time(batua_money_" + counter + "_total[4s])")
        > 2;
  }

  @Test
  @Tag("proof")
  void differences_fire_until_a_comparison_finds_none() throws IOException {
    var till = Till.open(GATEWAY);
    till.paid("250.00");
    var statement = GATEWAY.provider().statement();
    compare(till, statement.lines().findFirst().orElseThrow() + "\n");
    fires("ReconciliationDifferences");
    compare(till, statement);
    isQuiet("ReconciliationDifferences");
  }

  private static void compare(Till till, String statement) throws IOException {
    var file = Files.writeString(directory.resolve("statement.csv"), statement);
    var day = LocalDate.ofInstant(GATEWAY.clock().instant(), ZoneOffset.UTC);
    var request =
        new Reconciliation.Request(
            till.shop().id(),
            new GatewayCode("MOBIKWIK"),
            Optional.empty(),
            day,
            day.plusDays(1),
            file,
            Optional.empty());
    var _ = GATEWAY.gateway().reconciliation().compare(request);
  }

  @Test
  @Tag("proof")
  void forged_notifications_fire_while_they_come() {
    var shop = GATEWAY.newShopWithoutGateway();
    var account = GATEWAY.configureGopay(shop.id());
    var path = "/notifications/gopay/" + account;
    Eventually.until(
        "NotificationsForged fires",
        () -> {
          for (int i = 0; i < 5; i++) {
            GATEWAY
                .open()
                .post(path)
                .json(
                    """
                    {"order_id":"x","status_code":"200","gross_amount":"1.00",
                     "signature_key":"0"}\
                    """)
                .send();
          }
          return refreshed().firing().contains("NotificationsForged");
        });
    isQuiet("NotificationsForged");
  }

  @Test
  @Tag("proof")
  void a_server_that_stops_or_whose_clock_is_off_fires() {
    var other = GATEWAY.anotherWithClockOff(Duration.ofMinutes(5));
    int port = other.listen();
    try (var watching = Prometheus.start(elsewhere(), ALERTS, List.of(GATEWAY.port(), port))) {
      Eventually.until("ClockOff fires", () -> watching.firing().contains("ClockOff"));
      other.close();
      Eventually.until("BatuaDown fires", () -> watching.firing().contains("BatuaDown"));
      Eventually.until("ClockOff is quiet", () -> !watching.firing().contains("ClockOff"));
    }
  }

  private static Path elsewhere() {
    try {
      return Files.createTempDirectory(directory, "another");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("proof")
  void figures_that_are_not_counted_fire() {
    refreshed();
    GATEWAY.clock().advance(Duration.ofMinutes(3));
    Eventually.until(
        "FiguresStale fires",
        () -> Objects.requireNonNull(prometheus).firing().contains("FiguresStale"));
    isQuiet("FiguresStale");
  }
}
