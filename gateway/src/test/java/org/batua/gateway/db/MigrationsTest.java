package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.FormerDatabase;
import org.batua.gateway.testkit.Postgres;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What migrations do to those who use the database meanwhile.
@Tag("slow")
class MigrationsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  /// Up to here servers were stopped for an upgrade; since then they may go on.
  private static final String LAST_WITH_A_STOP = "76";

  private final DatabaseUrl url = POSTGRES.newEmptyDatabase();
  private final Jdbi tables = Jdbi.create(url.jdbc());

  @BeforeEach
  void fill() {
    FormerDatabase.restoreInto(url);
  }

  private Database database() {
    return new Database(url, 2, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  @Test
  void others_pass_while_a_migration_waits_for_an_old_transaction() throws Exception {
    try (var database = database();
        var report = tables.open()) {
      report.begin();
      report.execute("select count(*) from txn");
      var upgrade = Thread.ofVirtual().start(() -> Migrations.run(database));
      Eventually.until("a migration waits", () -> isWaiting(tables));
      assertThatCode(() -> tables.useHandle(MigrationsTest::readAfterWaiting))
          .doesNotThrowAnyException();
      assertThat(Migrations.schema(database)).isEqualTo(Migrations.Schema.BEHIND);
      report.rollback();
      upgrade.join();
      assertThat(Migrations.schema(database)).isEqualTo(Migrations.Schema.CURRENT);
    }
  }

  private static boolean isWaiting(Jdbi tables) {
    return tables.withHandle(
        handle ->
            handle
                .select(
                    """
                    select exists (select 1 from pg_locks l join pg_class c on c.oid = l.relation
                      where c.relname = 'txn' and l.mode = 'AccessExclusiveLock' and not l.granted)
                    """)
                .mapTo(Boolean.class)
                .one());
  }

  /// Waits behind the migration, which gives up after two seconds; the report never does.
  private static void readAfterWaiting(Handle handle) {
    handle.execute("set statement_timeout = '60s'");
    handle.execute("select count(*) from txn");
  }

  @Test
  void no_migration_reads_or_writes_all_rows_of_a_table_that_it_locks() {
    migrate(MigrationVersion.fromVersion(LAST_WITH_A_STOP));
    var watched = new Watch();
    migrate(MigrationVersion.LATEST, watched);
    assertThat(watched.seen).as("migrations that were watched").isNotEmpty();
    assertThat(watched.offences).isEmpty();
  }

  @Test
  void a_migration_that_builds_an_index_or_a_default_in_place_is_seen() throws SQLException {
    migrate(MigrationVersion.LATEST);
    for (var offence :
        List.of(
            "create index on txn (amount_minor)",
            "alter table txn add constraint x check (amount_minor > 0)",
            "alter table txn add column x uuid default gen_random_uuid()")) {
      var found = offencesOf(offence);
      assertThat(found).as(offence).isNotEmpty();
    }
    for (var harmless :
        List.of(
            "alter table txn add column y text",
            "alter table txn add constraint y check (amount_minor > 0) not valid")) {
      var found = offencesOf(harmless);
      assertThat(found).as(harmless).isEmpty();
    }
  }

  private List<String> offencesOf(String statement) throws SQLException {
    try (var handle = tables.open()) {
      handle.begin();
      var files = files(handle.getConnection());
      handle.execute(statement);
      var found = offences(handle.getConnection(), files);
      handle.rollback();
      return found;
    }
  }

  private void migrate(MigrationVersion until, Callback... callbacks) {
    var _ =
        Migrations.configured(DatabaseUrl.Pooler.NONE)
            .dataSource(url.jdbc(), null, null)
            .target(until)
            .callbacks(callbacks)
            .load()
            .migrate();
  }

  /// Looks at each migration before it is committed.
  private static final class Watch implements Callback {
    private final List<String> seen = new ArrayList<>();
    private final List<String> offences = new ArrayList<>();
    private List<String> files = List.of();

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      try {
        if (event == Event.BEFORE_EACH_MIGRATE) {
          files = files(context.getConnection());
        } else {
          var script = context.getMigrationInfo().getScript();
          seen.add(script);
          offences(context.getConnection(), files).forEach(it -> offences.add(script + ": " + it));
          // what this one read is not to count as the next one's
          all(context.getConnection(), "select pg_stat_force_next_flush()");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String getCallbackName() {
      return "watch";
    }
  }

  /// Each table and the file that its rows are in; a rewrite gives it another.
  private static List<String> files(Connection connection) throws SQLException {
    return all(
        connection,
        """
        select relname || ' ' || relfilenode from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
        """);
  }

  /// Tables that this transaction keeps others from, and of which it read or wrote every row: it
  /// keeps them for as long as that takes.
  private static List<String> offences(Connection connection, List<String> filesBefore)
      throws SQLException {
    List<String> found = new ArrayList<>();
    found.addAll(
        all(
            connection,
            """
            select c.relname || ' is locked by ' || l.mode || ' while all its rows are read'
            from pg_locks l join pg_class c on c.oid = l.relation
              join pg_stat_xact_user_tables s on s.relid = c.oid
            where l.pid = pg_backend_pid() and l.granted and c.relkind = 'r'
              and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                'AccessExclusiveLock')
              and s.seq_tup_read > 0
            """));
    var after = files(connection);
    filesBefore.stream()
        .filter(it -> !after.contains(it))
        .forEach(it -> found.add(it.split(" ", -1)[0] + " is written anew or dropped"));
    return found;
  }

  private static List<String> all(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
