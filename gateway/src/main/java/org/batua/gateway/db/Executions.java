package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs statements once. Reads are in autocommit; whatever writes is a transaction that ends as
/// committed, or as [StatementUndone] when nothing of it is stored.
final class Executions {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

  private final DataSource pool;
  private final Repeats repeats;
  private final Jdbi jdbi;
  private final CommitSlots slots = new CommitSlots();

  /// Whether statements write, by their texts.
  private final ConcurrentMap<String, Boolean> writing = new ConcurrentHashMap<>();

  Executions(DataSource pool, Repeats repeats) {
    this.pool = pool;
    this.repeats = repeats;
    this.jdbi = Jdbi.create(pool);
    jdbi.registerArgument(new StorableArguments());
    // no statement is a template: each would be searched for placeholders on every call
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // transactions are ended here
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
  }

  /// The rows of one statement in autocommit.
  ///
  /// @throws AnswerLost when the connection broke: the statement may have been committed
  <T> List<T> rows(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, Rows.Reader<T> reader) {
    try (var connection = pool.getConnection()) {
      return rows(connection, sql, values, reader);
    } catch (SQLException e) {
      throw Failures.translated(new ConnectionException(e));
    }
  }

  /// The same, of a connection that is open.
  static <T> List<T> rows(
      Connection connection,
      NamedSql sql,
      Map<String, ? extends @Nullable Object> values,
      Rows.Reader<T> reader)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement, values);
      statement.execute();
      for (int i = 1; i < sql.statements(); i++) {
        statement.getMoreResults();
      }
      try (var rows = statement.getResultSet()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    }
  }

  /// What work came to.
  ///
  /// @param lost the slot of a commit whose answer was lost
  private record Ended<T extends @Nullable Object>(T result, CommitSlots.@Nullable Slot lost) {}

  /// Runs work as one transaction that begins with its first statement that writes; what is read
  /// before is read in autocommit.
  <T extends @Nullable Object> T run(Function<Handle, T> work) {
    return ended(work, /* begins= */ false);
  }

  /// Runs work as one transaction that begins at once.
  <T extends @Nullable Object> T inTransaction(Function<Handle, T> work) {
    return ended(work, /* begins= */ true);
  }

  private <T extends @Nullable Object> T ended(Function<Handle, T> work, boolean begins) {
    Ended<T> ended;
    try (var handle = jdbi.open()) {
      var transaction = new Transaction(handle.getConnection());
      handle.getConfig(SqlStatements.class).setSqlLogger(transaction);
      ended = transaction.run(handle, work, begins);
    } catch (JdbiException e) {
      throw Failures.translatedBeforeCommit(e);
    }
    // with another connection: the pool may have no third one
    if (ended.lost() != null && !isCommitted(ended.lost())) {
      throw Failures.undone();
    }
    return ended.result();
  }

  private boolean isCommitted(CommitSlots.Slot slot) {
    return repeats.isCommitted(
        () -> {
          try (var connection = pool.getConnection()) {
            return CommitSlots.isCommitted(connection, slot);
          } catch (SQLException e) {
            throw Failures.translated(new ConnectionException(e));
          }
        });
  }

  /// The transaction of a handle; hears of each statement before it is executed.
  private final class Transaction implements SqlLogger {
    private final Connection connection;
    private CommitSlots.@Nullable Slot slot;

    Transaction(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      if (slot == null
          && writing.computeIfAbsent(context.getParsedSql().getSql(), NamedSql::isWrite)) {
        begin();
      }
    }

    private void begin() {
      try {
        slot = slots.take(connection);
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        throw new ConnectionException(e);
      }
    }

    <T extends @Nullable Object> Ended<T> run(
        Handle handle, Function<Handle, T> work, boolean begins) {
      T result;
      try {
        if (begins) {
          begin();
        }
        result = work.apply(handle);
      } catch (RuntimeException | Error e) {
        if (slot != null) {
          rollback();
          slots.freeUnmarked(slot);
        }
        throw e;
      }
      return new Ended<>(result, slot == null ? null : commit(slot));
    }

    /// @return the slot, when the answer to the commit was lost
    private CommitSlots.@Nullable Slot commit(CommitSlots.Slot marked) {
      try {
        CommitSlots.commit(connection, marked);
        connection.setAutoCommit(true);
        slots.freeAfterCommit(marked);
        return null;
      } catch (SQLException e) {
        if (Failures.isLost(e)) {
          return marked;
        }
        rollback();
        throw new ConnectionException(e);
      }
    }

    private void rollback() {
      try {
        connection.rollback();
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("the database has to end a transaction by itself");
      }
    }
  }
}
