package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.Postgres;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private final Database database =
      new Database(
          POSTGRES.newDatabaseOfOneRole(), 2, Duration.ofSeconds(30), Duration.ofSeconds(10));

  @BeforeEach
  void createTable() {
    database.execute(handle -> handle.execute("create table entry (name text primary key)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> names() {
    return database.read(
        NamedSql.of("select name from entry order by name"), Map.of(), row -> row.getString(1));
  }

  /// Once: what is undone is otherwise tried again for seconds.
  private void fail(String state) {
    database.inTransactionOnce(
        tx ->
            tx.handle()
                .execute(
                    "do $$ begin raise exception 'x' using errcode = '" + state + "'; end $$"));
  }

  @Test
  void a_transaction_is_all_or_nothing_and_known_while_it_is_open() {
    assertThat(Database.isInTransaction()).isFalse();
    database.inTransaction(
        tx -> {
          assertThat(Database.isInTransaction()).isTrue();
          return tx.handle().execute("insert into entry values ('kept')");
        });
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    tx -> {
                      tx.handle().execute("insert into entry values ('lost')");
                      throw new IllegalStateException("x");
                    }))
        .hasMessage("x");
    assertThat(names()).containsExactly("kept");
    assertThat(Database.isInTransaction()).isFalse();
  }

  /// A lost connection, one that cannot be made, a server that stops, one that is full, one whose
  /// disk fails, one that only reads; a statement or a transaction that the database undid.
  @ParameterizedTest
  @CsvSource({
    "08006", "08001", "57P01", "57P03", "53100", "53300", "58030", "25006", "40001", "40P01",
    "55P03", "57014", "25P03", "25P04"
  })
  void what_says_that_the_database_is_unavailable_is_refused_with_a_retry_hint(String state) {
    assertThatThrownBy(() -> fail(state))
        .isInstanceOfSatisfying(
            Rejected.class,
            it -> assertThat(it.rejection()).isInstanceOf(Rejection.Unavailable.class));
  }

  private static int process(Database of) {
    return of.read(NamedSql.of("select pg_backend_pid()"), Map.of(), row -> row.getInt(1))
        .getFirst();
  }

  private static void fail(Database at, String state) {
    assertThatThrownBy(
            () ->
                at.execute(
                    handle ->
                        handle.execute(
                            "do $$ begin raise exception 'x' using errcode = '%s'; end $$"
                                .formatted(state))))
        .isInstanceOf(Rejected.class);
  }

  /// A former primary refuses all writes, and its connection would stay in the pool.
  @Test
  void a_connection_to_a_server_that_only_reads_is_not_used_again() {
    try (var one =
        new Database(
            POSTGRES.newDatabaseOfOneRole(), 1, Duration.ofSeconds(30), Duration.ofSeconds(10))) {
      int first = process(one);
      fail(one, "57014");
      assertThat(process(one)).isEqualTo(first);
      fail(one, "25006");
      assertThat(process(one)).isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @CsvSource({"23505", "42P01"})
  void any_other_error_is_itself(String state) {
    assertThatThrownBy(() -> fail(state)).isInstanceOf(JdbiException.class);
  }

  @Test
  void a_write_that_must_not_be_lost_is_tried_again_while_the_database_is_unavailable() {
    var tries = new AtomicInteger();
    var done =
        database.insist(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThatThrownBy(
            () ->
                database.insist(
                    () -> {
                      throw new IllegalStateException("a bug is not tried again");
                    }))
        .hasMessage("a bug is not tried again");
  }

  /// Text from outside is cleaned where it comes in; one that is missed there stops nothing.
  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD800b", "\uDC00", "a\u0001\u001Fb\u007F"})
  void text_that_is_not_unicode_is_stored_all_the_same(String text) {
    database.execute(
        handle ->
            handle.createUpdate("insert into entry values (:name)").bind("name", text).execute());
    database.write(
        NamedSql.of("insert into entry values ('2' || cast(:name as text)) returning name"),
        Map.of("name", text),
        row -> row.getString(1));
    var batched =
        new BatchedStatement<>(
            database,
            NamedSql.of(
                "insert into entry select '3' || name from json_to_recordset(cast(:callers as"
                    + " json)) as c (caller integer, name text) returning 0 as caller"),
            row -> row.getInt("caller"));
    batched.write("key", Map.of("name", text));
    assertThat(names()).hasSize(3);
  }

  @Test
  void a_statement_after_a_lock_sees_what_its_holder_stored() throws Exception {
    database.execute(handle -> handle.execute("insert into entry values ('locked')"));
    var lockAndCount =
        NamedSql.of("select name from entry where name = :name for update")
            .andThen(NamedSql.of("select count(*) as entries from entry where name <> :other"));
    var begun = new CountDownLatch(1);
    var result =
        CompletableFuture.supplyAsync(
            () -> {
              awaited(begun);
              return database.writeUnresolved(
                  lockAndCount,
                  Map.of("name", "locked", "other", "none"),
                  row -> row.getLong("entries"));
            },
            Thread.ofVirtual()::start);
    database.inTransaction(
        tx -> {
          tx.handle().execute("select name from entry where name = 'locked' for update");
          begun.countDown();
          Eventually.until("the other waits for the lock", () -> isAwaited(tx));
          return tx.handle().execute("insert into entry values ('stored by the holder')");
        });
    assertThat(result.get(10, TimeUnit.SECONDS)).containsExactly(2L);
  }

  /// The driver asks for the type of a parameter that it does not know, and sends what is before it
  /// alone: a lock would be gone.
  @Test
  void statements_that_go_together_stay_together_with_a_null_among_their_values() {
    var both =
        NamedSql.of("insert into entry values (coalesce(:name, 'none'))")
            .andThen(
                NamedSql.of(
                    "select name, xmin = pg_current_xact_id()::xid as is_own from entry"
                        + " where name = coalesce(:name, 'none')"));
    Map<String, @Nullable String> values = new HashMap<>();
    for (var name : Arrays.asList("first", null)) {
      values.put("name", name);
      // what is known of a statement only then shows at its next execution
      assertThat(database.writeUnresolved(both, values, row -> row.getBoolean("is_own")))
          .containsExactly(true);
    }
    values.put("name", null);
    database.execute(handle -> handle.execute("delete from entry"));
    assertThat(database.writeUnresolved(both, values, row -> row.getBoolean("is_own")))
        .containsExactly(true);
  }

  @Test
  void statements_one_after_another_are_stored_together_or_not_at_all() {
    var insert = NamedSql.of("insert into entry values (:first)");
    var both = insert.andThen(NamedSql.of("insert into entry values (:second) returning name"));
    var names = Map.of("first", "a", "second", "b");
    assertThat(database.writeRepeatable(both, names, row -> row.getString("name")))
        .containsExactly("b");
    var again = Map.of("first", "c", "second", "a");
    assertThatThrownBy(() -> database.writeRepeatable(both, again, row -> row.getString("name")))
        .isInstanceOf(JdbiException.class);
    assertThat(names()).containsExactly("a", "b");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAwaited(Tx tx) {
    // a transaction sees the activity as it was at its first look
    tx.handle().execute("select pg_stat_clear_snapshot()");
    return tx.handle()
        .createQuery(
            "select exists (select from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock')")
        .mapTo(Boolean.class)
        .one();
  }

  @Test
  void it_answers_until_it_cannot() {
    assertThat(database.answers()).isTrue();
  }
}
