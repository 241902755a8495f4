package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommitSlotsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private static final String BLOCKED =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
      """;

  private final String url = POSTGRES.newDatabaseOfOneRole().jdbc();
  private final CommitSlots slots = new CommitSlots();
  private Connection writer = connect();
  private final Connection other = connect();

  private Connection connect() {
    try {
      return DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void createTable() throws SQLException {
    run(other, "create table entry (name text)");
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
    other.close();
  }

  private static void run(Connection at, String sql) throws SQLException {
    try (var statement = at.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String query) throws SQLException {
    try (var statement = other.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private CommitSlots.Slot begun() throws SQLException {
    var slot = slots.take(writer);
    writer.setAutoCommit(false);
    run(writer, "insert into entry values ('x')");
    return slot;
  }

  @Test
  void what_was_committed_is_found_and_the_next_of_the_slot_is_another() throws SQLException {
    var slot = begun();
    CommitSlots.commit(writer, slot);
    assertThat(count("select count(*) from entry")).isOne();
    slots.freeAfterCommit(slot);
    writer.setAutoCommit(true);
    var next = begun();
    assertThat(next).isEqualTo(new CommitSlots.Slot(slot.id(), slot.number() + 1));
    writer.rollback();
    assertThat(CommitSlots.isCommitted(other, next)).isFalse();
    assertThat(CommitSlots.isCommitted(other, slot)).isTrue();
  }

  /// Its commit may be on its way to a server that has not read it yet.
  @Test
  void what_was_found_not_committed_cannot_be_committed_any_more() throws SQLException {
    var slot = begun();
    assertThat(CommitSlots.isCommitted(other, slot)).isFalse();
    assertThatThrownBy(() -> CommitSlots.commit(writer, slot))
        .isInstanceOfSatisfying(
            SQLException.class, it -> assertThat(it.getSQLState()).isEqualTo("23514"));
    writer.rollback();
    assertThat(count("select count(*) from entry")).isZero();
  }

  /// The same for one whose slot was marked before.
  @Test
  void a_slot_that_was_used_before_is_closed_too() throws SQLException {
    var first = begun();
    CommitSlots.commit(writer, first);
    slots.freeAfterCommit(first);
    var second = begun();
    assertThat(CommitSlots.isCommitted(other, second)).isFalse();
    assertThatThrownBy(() -> CommitSlots.commit(writer, second)).isInstanceOf(SQLException.class);
    writer.rollback();
  }

  /// PostgreSQL may be about to commit it.
  @Test
  void the_question_waits_for_the_transaction() throws Exception {
    var slot = begun();
    try (var statement = writer.createStatement()) {
      statement.execute(
          "insert into commit_slot (id, last_number, used_at) values ('%s', %s, now())"
              .formatted(slot.id(), slot.number()));
    }
    try (var asking = connect()) {
      var answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return CommitSlots.isCommitted(asking, slot);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      Eventually.until("the question waits", () -> blocked() == 1);
      assertThat(answer).isNotDone();
      writer.commit();
      assertThat(answer.join()).isTrue();
    }
  }

  private long blocked() {
    try {
      return count(BLOCKED);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An idle server writes nothing.
  @Test
  void a_transaction_that_wrote_nothing_marks_nothing() throws SQLException {
    var slot = slots.take(writer);
    writer.setAutoCommit(false);
    run(writer, "delete from entry");
    CommitSlots.commit(writer, slot);
    assertThat(count("select count(*) from commit_slot")).isZero();
  }
}
