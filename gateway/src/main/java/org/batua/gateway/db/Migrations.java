package org.batua.gateway.db;

import dev.failsafe.Failsafe;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/// Brings the schema to this version's state; several processes may try at once.
public final class Migrations {
  private static final int CONNECT_RETRIES = 2;
  private static final int CONNECT_RETRY_SECONDS = 2;

  private static final Set<MigrationState> FUTURE =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

  /// The schema compared with this version's.
  public enum Schema {
    CURRENT,
    /// Nothing of ours is in it; a first start fills it.
    EMPTY,
    BEHIND,
    /// What was migrated is not what this version's migrations say.
    DIFFERENT,
    /// A newer version was here.
    AHEAD
  }

  private Migrations() {}

  /// Waits a few seconds for a database that is just starting.
  ///
  /// @throws IllegalArgumentException when its schema is another, or it does not answer, without
  ///   naming its address, in which a password may stand
  public static void run(Database database) {
    var flyway =
        configured(database)
            .dataSource(database.forMigrations())
            .connectRetries(CONNECT_RETRIES)
            .connectRetriesInterval(CONNECT_RETRY_SECONDS)
            .callbacks(new MigrationLockTimeout(), new PostgresVersion())
            .load();
    try {
      Failsafe.with(MigrationLockTimeout.retries())
          .run(
              () -> {
                forgetFailed(database, flyway);
                flyway.migrate();
              });
      if (database.hasOwnerApart()) {
        SchemaRights.grant(database.forMigrations(), database.dataSource());
      }
      database.settle();
    } catch (FlywaySqlException e) {
      throw ConnectFailure.in(e).<RuntimeException>map(ConnectFailure::asArgument).orElse(e);
    } catch (FlywayValidateException e) {
      throw new IllegalArgumentException(
          "the database's schema is not as this version's migrations made it (expected: the"
              + " version that made it, or a backup that is restored; ./batua doctor says more)",
          e);
    }
  }

  /// Lets a migration that broke off be tried again. Only one that runs outside of a transaction
  /// leaves a mark, and such a one is written so that it may be run twice.
  private static void forgetFailed(Database database, Flyway flyway) throws SQLException {
    if (Arrays.stream(flyway.info().all()).anyMatch(it -> it.getState().isFailed())) {
      try (var connection = database.forMigrations().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("delete from flyway_schema_history where not success");
      }
    }
  }

  /// Compares the schema with this version's; changes nothing.
  static Schema schema(Database database) {
    var flyway = configured(database).ignoreMigrationPatterns("*:pending", "*:future").load();
    var found = flyway.info();
    if (found.applied().length == 0) {
      return Schema.EMPTY;
    }
    if (Arrays.stream(found.applied()).anyMatch(one -> FUTURE.contains(one.getState()))) {
      return Schema.AHEAD;
    }
    if (!flyway.validateWithResult().validationSuccessful) {
      return Schema.DIFFERENT;
    }
    return found.pending().length > 0 ? Schema.BEHIND : Schema.CURRENT;
  }

  private static FluentConfiguration configured(Database database) {
    return configured(database.pooler()).dataSource(database.dataSource());
  }

  /// An index is built beside running servers, for which no transaction may be open: so the lock of
  /// migrations is the session's. A pooler of transactions would give that session away: behind it
  /// the lock is a transaction's, and an index is built while its table is not written.
  static FluentConfiguration configured(DatabaseUrl.Pooler pooler) {
    boolean hasSession = pooler == DatabaseUrl.Pooler.NONE;
    return Flyway.configure()
        .configuration(
            Map.of("flyway.postgresql.transactional.lock", Boolean.toString(!hasSession)))
        .placeholders(Map.of("concurrently", hasSession ? "concurrently" : ""))
        .locations("classpath:db/migration");
  }
}
