package org.batua.gateway.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// What a failure of the driver says about a statement: stored, not stored, or not known.
final class Failures {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /// A lock that was waited for too long, a deadlock, a conflict.
  private static final Set<String> UNDONE = Set.of("55P03", "40P01", "40001");

  /// A cancelled statement, and a transaction that was ended because it did nothing or took too
  /// long.
  private static final Set<String> TOOK_TOO_LONG = Set.of("57014", "25P03", "25P04");

  private Failures() {}

  /// A [Rejected] for what may be otherwise later, else the failure itself.
  static RuntimeException translated(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        // no connection, so no statement
        return unavailable();
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        var state = sql.getSQLState();
        if (isLost(state)) {
          return answerLost();
        }
        if (UNDONE.contains(state) || TOOK_TOO_LONG.contains(state)) {
          return new StatementUndone(RETRY_AFTER, TOOK_TOO_LONG.contains(state));
        }
        if (isUnavailable(state)) {
          return unavailable();
        }
      }
    }
    return e;
  }

  /// As [#translated], of a statement that cannot have been committed.
  static RuntimeException translatedBeforeCommit(RuntimeException e) {
    var translated = translated(e);
    return translated instanceof AnswerLost ? undone() : translated;
  }

  /// Whether the connection of a commit broke, so that its answer is not known.
  static boolean isLost(SQLException e) {
    return e.getSQLState() == null || isLost(e.getSQLState());
  }

  static AnswerLost answerLost() {
    return new AnswerLost(RETRY_AFTER);
  }

  static StatementUndone undone() {
    return new StatementUndone(RETRY_AFTER, /* tookTooLong= */ false);
  }

  private static Rejected unavailable() {
    return new Rejected(new Rejection.Unavailable(RETRY_AFTER));
  }

  /// Class 08 is a lost connection, 57P a server that stops or starts.
  private static boolean isLost(String state) {
    return state.startsWith("08") || state.startsWith("57P");
  }

  /// 53 is a server that is full, 58 one whose disk fails, 25006 a former primary that only reads.
  private static boolean isUnavailable(String state) {
    return state.startsWith("53") || state.startsWith("58") || state.equals("25006");
  }
}
