package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.Postgres;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchedStatementTest {
  private static final int CALLERS = 40;

  private static final String BLOCKED =
      "pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'entry' and not granted";

  /// Of nothing, no row is stored.
  private static final String WRITE =
      """
      with c as (
        select c.* from json_to_recordset(cast(:callers as json)) as c (caller integer, name text,
          amount bigint)
      ), stored as (
        insert into entry (name, amount) select name, amount from c where amount <> 0
        returning name
      )
      select c.caller, c.name || ' is stored' as told from c join stored using (name)
      """;

  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private final DatabaseUrl url = POSTGRES.newDatabaseOfOneRole();
  private final Database database =
      new Database(url, 8, Duration.ofSeconds(5), Duration.ofSeconds(20));
  private final BatchedStatement<String> entries =
      new BatchedStatement<>(database, NamedSql.of(WRITE), row -> row.getString("told"));

  /// A caller on a thread of its own.
  private record Writer(Thread thread, FutureTask<List<String>> told) {
    static Writer of(Callable<List<String>> write) {
      var told = new FutureTask<>(write);
      return new Writer(Thread.ofPlatform().start(told), told);
    }
  }

  @BeforeEach
  void createTable() {
    database.execute(
        handle ->
            handle.execute(
                "create table entry (name text primary key, amount bigint check (amount > 0))"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Writer writer(String key, String name, long amount) {
    return Writer.of(() -> entries.write(key, Map.of("name", name, "amount", amount)));
  }

  /// Lets both places be taken by one writer each, who cannot go on, and the others wait behind
  /// them, until all of them can.
  private List<Writer> together(Supplier<List<Writer>> others) throws SQLException {
    return together(others, "");
  }

  /// @param before is executed before they can go on
  private List<Writer> together(Supplier<List<Writer>> others, String before) throws SQLException {
    List<Writer> all = new ArrayList<>();
    try (var gate = DriverManager.getConnection(url.jdbc())) {
      gate.setAutoCommit(false);
      execute(gate, "lock table entry in share mode");
      for (int i = 1; i <= 2; i++) {
        all.add(writer("first_" + i, "first_" + i, 1));
        awaitBlocked(i);
      }
      var behind = others.get();
      awaitWaiting(behind.size());
      all.addAll(behind);
      if (!before.isEmpty()) {
        database.execute(handle -> handle.execute(before));
      }
      gate.commit();
    }
    return all;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void awaitBlocked(int count) {
    Eventually.until(
        count + " statements wait for the table",
        () ->
            database.run(
                    handle ->
                        handle
                            .createQuery("select count(*) from " + BLOCKED)
                            .mapTo(Integer.class)
                            .one())
                == count);
  }

  /// Until so many wait for their turn, who cannot come before both places are free.
  private void awaitWaiting(int count) {
    Eventually.until(count + " callers wait", () -> entries.waiting() == count);
  }

  private int transactions() {
    return database.run(
        handle ->
            handle
                .createQuery("select count(distinct xmin::text) from entry")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void each_caller_gets_what_its_own_statement_would_have_brought() throws Exception {
    var all =
        IntStream.range(0, CALLERS).mapToObj(i -> writer("key_" + i, "name_" + i, i % 2)).toList();
    for (int i = 0; i < CALLERS; i++) {
      assertThat(all.get(i).told().get())
          .isEqualTo(i % 2 == 0 ? List.of() : List.of("name_" + i + " is stored"));
    }
  }

  @Test
  void those_who_come_while_all_places_are_taken_share_a_commit() throws Exception {
    var all =
        together(
            () ->
                IntStream.range(0, 20).mapToObj(i -> writer("key_" + i, "name_" + i, 1)).toList());
    for (var writer : all) {
      assertThat(writer.told().get()).hasSize(1);
    }
    assertThat(transactions()).isEqualTo(3);
  }

  @Test
  void nobody_waits_for_one_who_waits_for_a_lock() throws Exception {
    entries.write("held", Map.of("name", "held", "amount", 1));
    try (var gate = DriverManager.getConnection(url.jdbc())) {
      gate.setAutoCommit(false);
      execute(gate, "delete from entry where name = 'held'");
      var held = writer("held", "held", 2);
      Eventually.until(
          "a statement waits for a lock",
          () ->
              database.run(
                  handle ->
                      handle
                          .createQuery(
                              "select exists (select 1 from pg_stat_activity"
                                  + " where datname = current_database()"
                                  + " and wait_event_type = 'Lock')")
                          .mapTo(Boolean.class)
                          .one()));
      for (int i = 0; i < 3; i++) {
        assertThat(entries.write("free_" + i, Map.of("name", "free_" + i, "amount", 1))).hasSize(1);
      }
      assertThat(held.told().isDone()).isFalse();
      gate.commit();
      assertThat(held.told().get()).hasSize(1);
    }
  }

  @Test
  void those_who_only_read_share_with_anybody() throws Exception {
    var all =
        together(
            () ->
                IntStream.range(0, 4)
                    .mapToObj(
                        i ->
                            Writer.of(() -> entries.read(Map.of("name", "name_" + i, "amount", 1))))
                    .toList());
    for (var writer : all) {
      assertThat(writer.told().get()).hasSize(1);
    }
    assertThat(transactions()).isEqualTo(3);
  }

  @Test
  void callers_with_the_same_key_never_share_a_statement() throws Exception {
    var all =
        together(
            () -> IntStream.range(0, 4).mapToObj(i -> writer("same", "name_" + i, 1)).toList());
    for (var writer : all) {
      assertThat(writer.told().get()).hasSize(1);
    }
    assertThat(transactions()).isEqualTo(6);
  }

  @Test
  void what_is_refused_for_the_sake_of_one_is_refused_to_that_one() throws Exception {
    var all =
        together(
            () ->
                List.of(
                    writer("a", "good", 1),
                    writer("b", "bad", -1),
                    writer("c", "also good", 1),
                    writer("d", "first_1", 1)));
    assertThat(all.get(2).told().get()).contains("good is stored");
    assertThatThrownBy(() -> all.get(3).told().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JdbiException.class)
        .hasStackTraceContaining("entry_amount_check");
    assertThat(all.get(4).told().get()).contains("also good is stored");
    assertThatThrownBy(() -> all.get(5).told().get()).hasStackTraceContaining("entry_pkey");
  }

  @Test
  void one_who_writes_alone_gets_the_same() {
    assertThat(entries.writeAlone(Map.of("name", "alone", "amount", 1)))
        .contains("alone is stored");
    assertThat(entries.writeAlone(Map.of("name", "nothing", "amount", 0))).isEmpty();
    assertThatThrownBy(() -> entries.writeAlone(Map.of("name", "alone", "amount", 1)))
        .hasStackTraceContaining("entry_pkey");
  }

  @Test
  void when_the_database_is_away_everybody_is_told_so_at_once() throws Exception {
    var all =
        together(
            () ->
                IntStream.range(0, CALLERS)
                    .mapToObj(i -> writer("key_" + i, "name_" + i, 1))
                    .toList(),
            "select pg_terminate_backend(pid) from " + BLOCKED);
    for (var writer : all) {
      assertThatThrownBy(() -> writer.told().get()).hasRootCauseInstanceOf(Rejected.class);
    }
  }
}
