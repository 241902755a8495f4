package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.db.DatabaseUrl.Pooler;
import org.batua.gateway.testkit.FrontProxy;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Postgres;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A real PgBouncer in transaction mode, as it is installed, before PostgreSQL.
@Tag("process")
class SessionDefaultsTest {
  private static final Duration WAIT = Duration.ofSeconds(10);

  /// A pool tries again until the end of its wait, also where it is refused each time.
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(1);

  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private final Path directory =
      Path.of("target/pgbouncer-" + ProcessHandle.current().pid()).toAbsolutePath();
  private final int port = FrontProxy.freePort();

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(directory);
  }

  @AfterEach
  void remove() {
    TestPostgres.delete(directory);
  }

  @Test
  void a_server_behind_it_says_what_to_set_and_then_serves_and_pays() throws Exception {
    var direct = POSTGRES.newDatabase();
    try (var _ = start(direct, "")) {
      var url = through(direct);
      assertThatThrownBy(() -> migrate(url, REFUSED_WITHIN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not keep the options")
          .hasMessageContaining("database.pooler: transaction");
      assertThat(diagnosis(url))
          .isInstanceOfSatisfying(
              Diagnosis.Away.class,
              away -> assertThat(away.why()).contains("database.pooler: transaction"));
      var gateway = GatewayFixture.usual();
      gateway.start(url.behind(Pooler.TRANSACTION));
      try {
        payAtOnce(gateway, gateway.newShop());
      } finally {
        gateway.close();
      }
      assertThat(diagnosis(url.behind(Pooler.TRANSACTION))).isInstanceOf(Diagnosis.Answering.class);
    }
  }

  /// The schema of a first start, made through the pooler.
  @Test
  void an_empty_database_is_migrated_through_it() throws Exception {
    var direct = POSTGRES.newEmptyDatabase();
    try (var _ = start(direct, "")) {
      migrate(through(direct).behind(Pooler.TRANSACTION), WAIT);
      assertThat(diagnosis(direct))
          .isInstanceOfSatisfying(
              Diagnosis.Answering.class,
              found -> assertThat(found.schema()).isEqualTo(Migrations.Schema.CURRENT));
    }
  }

  @Test
  void one_that_drops_the_options_without_a_word_is_found() throws Exception {
    var direct = POSTGRES.newDatabase();
    try (var _ = start(direct, "ignore_startup_parameters = options")) {
      assertThat(diagnosis(through(direct)))
          .isInstanceOfSatisfying(
              Diagnosis.Answering.class,
              found -> assertThat(found.options()).isEqualTo(Diagnosis.Switch.OFF));
      assertThatThrownBy(() -> migrate(through(direct), REFUSED_WITHIN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("database.pooler: transaction");
    }
  }

  private static void payAtOnce(GatewayFixture gateway, Shop shop) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> customers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        var order = "pooled_" + i;
        customers.add(() -> pay(shop, order));
      }
      for (var paid : executor.invokeAll(customers)) {
        assertThat(paid.get()).isEqualTo("CHARGED");
      }
    }
    gateway.sweep();
  }

  private static String pay(Shop shop, String order) {
    var token = shop.linkedWallet(Shop.newPhone()).path("token").asString();
    shop.api().post("/orders").form("order_id", order, "amount", "5.00").ok();
    shop.api()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "direct_wallet_token",
            token,
            "format",
            "json")
        .ok();
    return shop.api().get("/orders/" + order).ok().path("status").asString();
  }

  private static void migrate(DatabaseUrl url, Duration wait) {
    try (var database = new Database(url, 2, wait, WAIT)) {
      Migrations.run(database);
    }
  }

  private static Diagnosis diagnosis(DatabaseUrl url) {
    try (var database = new Database(url, 4, Duration.ofSeconds(2), WAIT)) {
      return Diagnosis.of(database, InstantSource.system());
    }
  }

  private DatabaseUrl through(DatabaseUrl direct) {
    return DatabaseUrl.parse(atPooler(direct.jdbc()))
        .migratedBy(DatabaseUrl.parse(atPooler(direct.migrationJdbc())));
  }

  private String atPooler(String jdbc) {
    return jdbc.replaceFirst("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:" + port);
  }

  private FrontProxy start(DatabaseUrl direct, String setting) throws IOException {
    Files.writeString(
        directory.resolve("users"), user(direct.jdbc()) + user(direct.migrationJdbc()));
    var configuration =
        """
        [databases]
        * = host=127.0.0.1 port=BACK
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = FRONT
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = DIR/users
        pool_mode = transaction
        default_pool_size = 5
        SETTING
        """
            .replace("BACK", direct.jdbc().replaceAll("^.*127\\.0\\.0\\.1:([0-9]+)/.*$", "$1"))
            .replace("FRONT", Integer.toString(port))
            .replace("SETTING", setting);
    return FrontProxy.start("pgbouncer", directory, configuration, port);
  }

  private static String user(String jdbc) {
    return '"' + value(jdbc, "user") + "\" \"" + value(jdbc, "password") + "\"\n";
  }

  private static String value(String jdbc, String name) {
    return jdbc.replaceAll("^.*[?&]" + name + "=([^&]*).*$", "$1");
  }
}
