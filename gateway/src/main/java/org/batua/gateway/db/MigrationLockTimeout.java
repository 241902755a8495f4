package org.batua.gateway.db;

import dev.failsafe.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a migration waits for a table. Everybody who wants the table queues up behind a change
/// of it that waits, for as long as the oldest transaction on it lasts: so a migration gives up
/// soon, is undone, lets the others pass, and is tried again.
final class MigrationLockTimeout implements Callback {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationLockTimeout.class);
  private static final String BOUND = "set local lock_timeout = '2s'";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int RETRIES = 100;

  /// Tries again what gave up.
  static RetryPolicy<Object> retries() {
    return RetryPolicy.builder()
        .handleIf(MigrationLockTimeout::isLockTimeout)
        .withDelay(PAUSE)
        .withMaxRetries(RETRIES)
        .onRetry(
            tried ->
                LOG.atWarn()
                    .addKeyValue("attempt", tried.getAttemptCount())
                    .log("a migration waits for transactions on a table to end"))
        .build();
  }

  private static boolean isLockTimeout(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (var statement = context.getConnection().createStatement()) {
      var _ = statement.execute(BOUND);
    } catch (SQLException e) {
      throw new IllegalStateException("lock_timeout of a migration: not set", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "lock timeout";
  }
}
