package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.TcpProxy;
import org.batua.gateway.testkit.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// PostgreSQL is really stopped and started again; only its address stays. It is no other test's,
/// and each test has a database of its own in it.
@Tag("process")
@Order(3)
class DatabaseAwayTest {
  private static final Path DIRECTORY =
      Path.of("target/away-postgres-" + ProcessHandle.current().pid()).toAbsolutePath();

  /// A call that waited for the network's own time-outs would take longer.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String name = "away_" + DATABASES.incrementAndGet();
  private final TcpProxy proxy = new TcpProxy();
  private final GatewayFixture gateway =
      GatewayFixture.usual().withJobs().with("database.wait_seconds", "1");
  private EmbeddedDatabase postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);

  @BeforeEach
  void start() {
    lead();
    var url = postgres.database(name);
    gateway.start(
        DatabaseUrl.parse(throughProxy(url.jdbc()))
            .migratedBy(DatabaseUrl.parse(throughProxy(url.migrationJdbc()))));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    proxy.close();
    postgres.close();
  }

  @AfterAll
  static void remove() {
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
    var refusals = calls.stream().map(DatabaseAwayTest::refusal).toList();
    for (var refusal : refusals) {
      assertThat(refusal.join()).isLessThan(ANSWERED_WITHIN);
    }
    gateway.open().get("/health/live").ok();
    // whose page may show the checkout is not known now; a grey frame would say nothing at all
    var checkout = "/merchant/ipay/ordeh_00000000000000000000000000000000";
    var framed = gateway.open().get(checkout).header("Accept", "text/html").send();
    assertThat(framed.status()).isEqualTo(503);
    assertThat(framed.body()).contains("href=\"" + checkout + "\"");
    assertThat(framed.header("content-security-policy").orElse("")).contains("frame-ancestors *");
    postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);
    lead();
    Eventually.until(
        "the server is ready again",
        () -> gateway.open().get("/health/ready").send().status() == 200);
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
    shop.command(wallet, "refresh").ok();
  }

  /// All calls at once: each is refused for itself.
  ///
  /// @return how long it took
  private static CompletableFuture<Duration> refusal(ApiCall call) {
    var took = new CompletableFuture<Duration>();
    Thread.ofVirtual()
        .start(
            () -> {
              long began = System.nanoTime();
              try {
                var refused = call.refused(503, "service_unavailable");
                assertThat(refused.retryAfter()).isPresent();
                took.complete(Duration.ofNanos(System.nanoTime() - began));
              } catch (Throwable e) {
                took.completeExceptionally(e);
              }
            });
    return took;
  }

  @Test
  @Tag("proof")
  void a_stall_of_the_scheduler_is_logged_once_and_its_end_once() {
    var process = process();
    var lines = new ListAppender<ILoggingEvent>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(lines);
    try {
      postgres.close();
      proxy.leadNowhere();
      Eventually.until("the pause is logged", () -> logged(lines, process).size() == 2);
      for (int i = 0; i < 3; i++) {
        gateway.open().get("/health/ready").refused(503, "service_unavailable");
      }
      postgres = EmbeddedDatabase.open(DIRECTORY, TestPostgres.BINARIES);
      lead();
      Eventually.until("its end is logged", () -> logged(lines, process).size() == 4);
    } finally {
      root.detachAppender(lines);
    }
    assertThat(logged(lines, process).subList(0, 2))
        .containsExactlyInAnyOrder(
            "scheduler stalled; logged once until it recovers",
            "heartbeat failed; logged once until it recovers");
    assertThat(logged(lines, process).subList(2, 4))
        .containsExactlyInAnyOrder("scheduler recovered", "heartbeat recovered");
    assertThat(List.copyOf(lines.list))
        .filteredOn(it -> it.getLoggerName().startsWith("com.github.kagkarlsson"))
        .filteredOn(it -> it.getMessage().contains("Unhandled exception. Will keep running"))
        .isEmpty();
  }

  private String process() {
    return gateway
        .tables()
        .withHandle(
            handle -> handle.select("select id from server_process").mapTo(String.class).one());
  }

  /// What the jobs of one server process logged; other tests' servers log at the same time.
  private static List<String> logged(ListAppender<ILoggingEvent> lines, String process) {
    return List.copyOf(lines.list).stream()
        .filter(it -> it.getLoggerName().startsWith("org.batua.gateway.job"))
        .filter(
            it ->
                Objects.requireNonNullElse(it.getKeyValuePairs(), List.of())
                    .toString()
                    .contains(process))
        .map(ILoggingEvent::getMessage)
        .toList();
  }

  private String throughProxy(String jdbc) {
    return jdbc.replaceFirst("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:" + proxy.port());
  }

  private void lead() {
    var jdbc = postgres.database(name).jdbc();
    proxy.leadTo(Integer.parseInt(jdbc.replaceAll("^.*127\\.0\\.0\\.1:([0-9]+)/.*$", "$1")));
  }
}
