package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Marks transactions, so that each can be found committed or not when the answer to its commit is
/// lost. The mark is stored by the transaction itself and goes with its commit: it costs neither a
/// round trip nor a commit, and holds after a crash, a failover or a restore.
final class CommitSlots {
  private static final NamedSql NEW = Sql.named("db/new_commit_slot");
  private static final NamedSql MARK_AND_COMMIT =
      NamedSql.of(Sql.text("db/mark_commit_slot") + ";\ncommit");
  private static final NamedSql CLOSE = Sql.named("db/close_commit_slot");

  private final Deque<Slot> free = new ConcurrentLinkedDeque<>();

  /// A row that one transaction at a time may mark.
  ///
  /// @param number what the transaction marks it with
  record Slot(String id, long number) {}

  /// Before the transaction begins: it must see what the slot's last one wrote.
  Slot take(Connection connection) throws SQLException {
    var known = free.poll();
    if (known != null) {
      return known;
    }
    try (var statement = connection.prepareStatement(NEW.text());
        var row = statement.executeQuery()) {
      row.next();
      return new Slot(row.getString("id"), 1);
    }
  }

  /// For the next transaction, since this one has ended as committed.
  void freeAfterCommit(Slot slot) {
    free.push(new Slot(slot.id(), slot.number() + 1));
  }

  /// The same, since it did not come to its commit.
  void freeUnmarked(Slot slot) {
    free.push(slot);
  }

  /// Marks the slot and commits the transaction. A transaction that wrote nothing marks nothing.
  static void commit(Connection connection, Slot slot) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MARK_AND_COMMIT.text())) {
      MARK_AND_COMMIT.bind(statement, Map.of("slot", slot.id(), "number", slot.number()));
      statement.execute();
    }
  }

  /// Whether the slot's transaction, whose connection is lost, is committed. Waits for its end. If
  /// it is not committed now, it never will be.
  static boolean isCommitted(Connection connection, Slot slot) throws SQLException {
    try (var statement = connection.prepareStatement(CLOSE.text())) {
      CLOSE.bind(statement, Map.of("slot", slot.id()));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong("last_number") >= slot.number();
      }
    }
  }
}
