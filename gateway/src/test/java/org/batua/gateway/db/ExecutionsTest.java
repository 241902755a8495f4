package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.testkit.AnswerLosingProxy;
import org.batua.gateway.testkit.Postgres;
import org.batua.gateway.testkit.UnreliableProxy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExecutionsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final String COUNT = "select count(*) from entry";
  private static final NamedSql ADD =
      NamedSql.of("insert into entry values (:name) returning name");

  private final DatabaseUrl url = POSTGRES.newDatabaseOfOneRole();
  private final int port = Integer.parseInt(url.jdbc().replaceAll("^.*?:([0-9]+)/.*$", "$1"));
  private final AnswerLosingProxy losing = new AnswerLosingProxy(port);
  private final Database direct = new Database(url, 2, WAIT, WAIT);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /// One connection: what asks for the outcome of a commit must not wait for its own.
  private final Database database = new Database(at(losing.port()), 1, WAIT, WAIT);

  private DatabaseUrl at(int other) {
    return new DatabaseUrl(url.jdbc().replace(":" + port + "/", ":" + other + "/"));
  }

  @BeforeEach
  void createTable() {
    direct.execute(handle -> handle.execute("create table entry (name text)"));
    database.measure(meters);
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    direct.close();
    losing.close();
  }

  private static int add(Handle handle) {
    return handle.execute("insert into entry values ('a')");
  }

  private int entries() {
    return direct.run(handle -> handle.createQuery(COUNT).mapTo(Integer.class).one());
  }

  private double figure(String name) {
    return meters.get(name).functionCounters().stream().mapToDouble(FunctionCounter::count).sum();
  }

  private double found(String what) {
    return meters.get("batua.database.lost.commits").tag("found", what).functionCounter().count();
  }

  @Test
  void a_statement_whose_connection_breaks_before_its_commit_is_done_again() {
    losing.loseAnswerTo("insert into entry");
    assertThat(database.run(ExecutionsTest::add)).isEqualTo(1);
    assertThat(entries()).isOne();
    assertThat(figure("batua.database.repeats")).isOne();
  }

  @Test
  void a_commit_whose_answer_is_lost_is_found() {
    losing.loseAnswerTo("insert into commit_slot");
    assertThat(database.run(ExecutionsTest::add)).isEqualTo(1);
    assertThat(entries()).isOne();
    assertThat(found("committed")).isOne();
    assertThat(figure("batua.database.repeats")).isZero();
    // neither the slot nor the connection is used again
    assertThat(database.run(ExecutionsTest::add)).isEqualTo(1);
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  void the_same_of_a_transaction_and_of_a_statement_over_plain_jdbc() {
    losing.loseAnswerTo("insert into commit_slot");
    int added = database.inTransaction(tx -> add(tx.handle()) + add(tx.handle()));
    assertThat(added).isEqualTo(2);
    losing.loseAnswerTo("insert into commit_slot");
    assertThat(database.write(ADD, Map.of("name", "b"), row -> row.getString(1)))
        .isEqualTo(List.of("b"));
    assertThat(entries()).isEqualTo(3);
    assertThat(found("committed")).isEqualTo(2);
  }

  @Test
  void what_leaves_the_answer_to_its_caller_is_told_of_it_and_costs_one_commit() {
    losing.loseAnswerTo("insert into entry");
    assertThatThrownBy(
            () -> database.writeUnresolved(ADD, Map.of("name", "b"), row -> row.getString(1)))
        .isInstanceOf(AnswerLost.class);
    assertThat(entries()).isOne();
    assertThat(found("committed")).isZero();
  }

  @Test
  void a_read_whose_answer_is_lost_is_repeated_and_a_write_is_none() {
    losing.loseAnswerTo(COUNT);
    assertThat(database.read(NamedSql.of(COUNT), Map.of(), row -> row.getInt(1)))
        .containsExactly(0);
    losing.loseAnswerTo(COUNT);
    int counted = database.run(it -> it.createQuery(COUNT).mapTo(Integer.class).one());
    assertThat(counted).isZero();
    assertThatThrownBy(() -> database.read(ADD, Map.of("name", "b"), row -> row.getString(1)))
        .hasMessageContaining("only reads");
  }

  @Test
  void statements_of_one_piece_of_work_are_one_transaction_from_the_first_that_writes() {
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> add(handle) + handle.execute("insert into none values ('x')")))
        .isInstanceOf(JdbiException.class);
    assertThat(entries()).isZero();
    assertThat(database.run(ExecutionsTest::add)).isEqualTo(1);
  }

  @Test
  void what_the_database_undoes_is_done_again_until_it_is_not_undone_or_takes_too_long() {
    var tries = new AtomicInteger();
    int added =
        database.inTransaction(
            tx -> {
              int rows = add(tx.handle());
              if (tries.incrementAndGet() < 3) {
                fail(tx.handle(), "40001");
              }
              return rows;
            });
    assertThat(added).isEqualTo(1);
    assertThat(tries).hasValue(3);
    assertThat(entries()).isOne();
    assertThatThrownBy(
            () ->
                database.execute(
                    handle -> {
                      tries.incrementAndGet();
                      fail(handle, "57014");
                    }))
        .isInstanceOf(StatementUndone.class);
    assertThat(tries).hasValue(4);
  }

  @Test
  void what_cannot_be_done_again_is_not() {
    var tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                database.inTransactionOnce(
                    tx -> {
                      tries.incrementAndGet();
                      add(tx.handle());
                      return fail(tx.handle(), "40001");
                    }))
        .isInstanceOf(StatementUndone.class);
    assertThat(tries).hasValue(1);
    assertThat(entries()).isZero();
  }

  private static int fail(Handle handle, String state) {
    return handle.execute(
        "do $$ begin raise exception 'x' using errcode = '" + state + "'; end $$");
  }

  /// One statement in twenty breaks its connection, before or after it is carried out.
  @Test
  void each_of_many_writes_is_stored_exactly_once_over_a_connection_that_breaks() {
    try (var proxy = new UnreliableProxy(url, 7);
        var unreliable = new Database(proxy.url(), 2, WAIT, WAIT)) {
      proxy.setBreaking(true);
      for (int i = 0; i < 200; i++) {
        assertThat(unreliable.run(ExecutionsTest::add)).isEqualTo(1);
      }
      assertThat(proxy.broken()).isGreaterThan(10);
    }
    assertThat(entries()).isEqualTo(200);
  }

  @Test
  void marks_are_forgotten_when_no_server_can_ask_for_them() {
    database.run(ExecutionsTest::add);
    var later = database.time().plus(Duration.ofDays(365));
    assertThat(database.forgetCommitSlots(later, 10)).isZero();
    direct.execute(
        handle -> handle.execute("update commit_slot set used_at = now() - interval '2 days'"));
    assertThat(database.forgetCommitSlots(later, 10)).isPositive();
    // a server that still uses one makes it again
    assertThat(database.run(ExecutionsTest::add)).isEqualTo(1);
    assertThat(entries()).isEqualTo(2);
  }
}
