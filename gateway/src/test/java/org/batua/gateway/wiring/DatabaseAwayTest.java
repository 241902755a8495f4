package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.TcpProxy;
import org.batua.gateway.testkit.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// PostgreSQL is really stopped and started again; only its address stays.
class DatabaseAwayTest {
  private static final Path DIRECTORY =
      Path.of("target/away-postgres-" + ProcessHandle.current().pid()).toAbsolutePath();

  private final TcpProxy proxy = new TcpProxy();
  private final GatewayFixture gateway =
      GatewayFixture.usual().withJobs().with("database.wait_seconds", "1");
  private EmbeddedDatabase postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);

  @BeforeEach
  void start() {
    lead();
    gateway.start(
        DatabaseUrl.parse("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/away?user=postgres"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    proxy.close();
    postgres.close();
    TestPostgres.delete(DIRECTORY);
  }

  @Test
  void every_call_is_told_to_come_again_and_is_served_when_the_database_is_back() {
    var shop = gateway.newShop();
    var customer = shop.customer(Shop.newPhone());
    var wallet = shop.walletOf(customer);
    shop.linked(wallet);
    var token = shop.clientToken(customer);
    postgres.close();
    proxy.leadNowhere();
    var api = shop.api();
    var calls =
        List.of(
            api.get("/customers"),
            api.post("/customers").form("object_reference_id", "x"),
            api.get("/customers/" + customer),
            api.post("/customers/" + customer).form("first_name", "A"),
            api.get("/customers/" + customer + "/wallets"),
            gateway.open().get("/customers/" + customer + "/wallets?client_auth_token=" + token),
            api.get("/customers/" + customer + "/wallets/refresh-balances"),
            api.post("/customers/" + customer + "/wallets").form("gateway", "MOBIKWIK"),
            api.get("/wallets/" + wallet),
            shop.authenticate(wallet),
            shop.link(wallet, "123456"),
            shop.command(wallet, "delink"),
            shop.command(wallet, "refresh"),
            gateway.open().get("/health/ready"));
    for (var call : calls) {
      long began = System.nanoTime();
      var refused = call.refused(503, "service_unavailable");
      assertThat(refused.retryAfter()).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
    gateway.open().get("/health/live").ok();
    postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);
    lead();
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (gateway.open().get("/health/ready").send().status() != 200) {
      assertThat(System.nanoTime()).isLessThan(giveUp);
    }
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
    shop.command(wallet, "refresh").ok();
  }

  /// The pause of the jobs is told by two lines, not by one for each try.
  @Test
  void a_standstill_of_the_jobs_is_said_once_and_its_end_once() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(lines);
    try {
      postgres.close();
      proxy.leadNowhere();
      until(() -> said(lines, "jobs stand still") > 0 && said(lines, "cannot say") > 0);
      for (int i = 0; i < 3; i++) {
        gateway.open().get("/health/ready").refused(503, "service_unavailable");
      }
      postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);
      lead();
      until(() -> said(lines, "jobs run again") > 0 && said(lines, "says again") > 0);
    } finally {
      root.detachAppender(lines);
    }
    assertThat(List.copyOf(lines.list))
        .filteredOn(it -> it.getLoggerName().startsWith("org.batua.gateway.job"))
        .extracting(ILoggingEvent::getMessage)
        .containsExactlyInAnyOrder(
            "jobs stand still; said once",
            "jobs run again",
            "this process cannot say that it is alive; said once",
            "this process says again that it is alive");
    assertThat(List.copyOf(lines.list))
        .filteredOn(it -> it.getLoggerName().startsWith("com.github.kagkarlsson"))
        .filteredOn(it -> it.getMessage().contains("Unhandled exception. Will keep running"))
        .isEmpty();
  }

  private static long said(ListAppender<ILoggingEvent> lines, String text) {
    return List.copyOf(lines.list).stream().filter(it -> it.getMessage().contains(text)).count();
  }

  private static void until(BooleanSupplier condition) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(giveUp);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void lead() {
    var jdbc = postgres.database("away").jdbc();
    proxy.leadTo(Integer.parseInt(jdbc.replaceAll("^.*127\\.0\\.0\\.1:([0-9]+)/.*$", "$1")));
  }
}
