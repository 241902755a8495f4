package org.batua.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// PostgreSQL is really stopped and started again; only its address stays.
class DatabaseAwayTest {
  private static final Path DIRECTORY =
      Path.of("target/away-postgres-" + ProcessHandle.current().pid()).toAbsolutePath();

  private final TcpProxy proxy = new TcpProxy();
  private final GatewayFixture gateway = GatewayFixture.usual().with("database.wait_seconds", "1");
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

  private void lead() {
    var jdbc = postgres.database("away").jdbc();
    proxy.leadTo(Integer.parseInt(jdbc.replaceAll("^.*127\\.0\\.0\\.1:([0-9]+)/.*$", "$1")));
  }
}
