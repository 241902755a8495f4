package org.batua.gateway.db;

import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/// Brings the schema to this version's state; several processes may try at once.
public final class Migrations {
  private static final int CONNECT_RETRIES = 2;
  private static final int CONNECT_RETRY_SECONDS = 2;

  private Migrations() {}

  /// Waits a few seconds for a database that is just starting.
  ///
  /// @throws IllegalArgumentException when it does not answer, without naming its address, in which
  ///   a password may stand
  public static void run(Database database) {
    try {
      Flyway.configure()
          .dataSource(database.dataSource())
          .locations("classpath:db/migration")
          .connectRetries(CONNECT_RETRIES)
          .connectRetriesInterval(CONNECT_RETRY_SECONDS)
          .load()
          .migrate();
    } catch (FlywaySqlException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLTransientConnectionException) {
          throw new IllegalArgumentException(
              "database: no connection (expected: a PostgreSQL that answers at database.url)");
        }
      }
      throw e;
    }
  }
}
