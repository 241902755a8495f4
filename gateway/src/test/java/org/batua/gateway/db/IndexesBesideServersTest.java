package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.FormerDatabase;
import org.batua.gateway.testkit.Postgres;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Migrations that run outside of a transaction, as they fill rows in by parts and build indexes
/// while servers of the version before go on.
@Tag("slow")
class IndexesBesideServersTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private static final String BEFORE = "133";

  private final DatabaseUrl url = POSTGRES.newEmptyDatabase();
  private final Jdbi tables = Jdbi.create(url.jdbc());

  @BeforeEach
  void fill() {
    FormerDatabase.restoreInto(url);
    migrate(BEFORE);
  }

  @Test
  void refunds_and_late_successes_of_before_are_filled_in() {
    assertThat(number("select count(*) from refund")).isPositive();
    execute(
        """
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select id, now(), 'PRESUMED_FAILED', 'CHARGED', 'RESOLVER', 'found' from txn
        where status = 'CHARGED' order by id limit 1
        """);
    upgrade();
    assertThat(
            number(
                """
                select count(*) from refund r join merchant_order o on o.id = r.order_ref
                where r.merchant_id is distinct from o.merchant_id
                """))
        .isZero();
    assertThat(number("select count(*) from late_success where merchant_id = 'shop_1'")).isOne();
  }

  @Test
  void a_server_of_the_version_before_goes_on() {
    upgrade();
    execute(
        """
        insert into refund (id, order_ref, txn_id, unique_request_id, reference, amount_minor,
          currency, status, sent_at, created_at, updated_at)
        select 'rfd_before', order_ref, id, 'before', repeat('9', 26), 100, 'INR', 'SUCCEEDED',
          now(), now(), now()
        from txn where status = 'CHARGED' order by id limit 1
        """);
    assertThat(
            number(
                "select count(*) from refund where id = 'rfd_before' and merchant_id = 'shop_1'"))
        .isOne();
    execute(
        """
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select id, now(), 'DECLINED', 'CHARGED', 'RESOLVER', 'found' from txn
        where status = 'CHARGED' order by id limit 1
        """);
    assertThat(number("select count(*) from late_success")).isOne();
  }

  @Test
  void an_index_whose_building_broke_off_is_built_anew() {
    migrate("161");
    execute("create index txn_open on txn (id)");
    execute(
        """
        insert into flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        select max(installed_rank) + 1, '162', 'broken off', 'SQL', 'V162__broken.sql', 1, 'batua',
          1, false
        from flyway_schema_history
        """);
    upgrade();
    assertThat(number("select count(*) from pg_index where not indisvalid")).isZero();
    assertThat(
            number(
                """
                select count(*) from pg_indexes
                where indexname = 'txn_open' and indexdef like '%provider_account_id%'
                """))
        .isOne();
    assertThat(number("select count(*) from flyway_schema_history where not success")).isZero();
  }

  @Test
  void servers_that_start_at_once_wait_for_each_other() throws InterruptedException {
    var first = Thread.ofVirtual().start(this::upgrade);
    var second = Thread.ofVirtual().start(this::upgrade);
    first.join(Duration.ofMinutes(2));
    second.join(Duration.ofMinutes(2));
    assertThat(first.isAlive() || second.isAlive()).isFalse();
    try (var database = database()) {
      assertThat(Migrations.schema(database)).isEqualTo(Migrations.Schema.CURRENT);
    }
    assertThat(number("select count(*) from pg_index where not indisvalid")).isZero();
  }

  private Database database() {
    return new Database(url, 2, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  private void upgrade() {
    try (var database = database()) {
      Migrations.run(database);
    }
  }

  private void migrate(String until) {
    var _ =
        Migrations.configured(DatabaseUrl.Pooler.NONE)
            .dataSource(url.jdbc(), null, null)
            .target(MigrationVersion.fromVersion(until))
            .load()
            .migrate();
  }

  private void execute(String sql) {
    tables.useHandle(handle -> handle.execute(sql));
  }

  private long number(String sql) {
    return tables.withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
  }
}
