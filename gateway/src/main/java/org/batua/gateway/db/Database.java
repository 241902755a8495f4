package org.batua.gateway.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/// PostgreSQL behind a bounded pool; knows when it is unavailable and when a transaction is open.
public final class Database implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /// A server that says nothing for longer than a statement may run is not waited for.
  private static final Duration BEYOND_STATEMENT = Duration.ofSeconds(5);

  private static final RetryPolicy<Object> INSIST =
      RetryPolicy.builder()
          .handle(Rejected.class)
          .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
          .withMaxAttempts(-1)
          .withMaxDuration(Duration.ofSeconds(15))
          .build();

  /// A cancelled statement, a lock that was waited for too long, a deadlock, a conflict, and a
  /// transaction that was ended because it did nothing or took too long.
  private static final Set<String> UNDONE =
      Set.of("57014", "55P03", "40P01", "40001", "25P03", "25P04");

  private static final NamedSql TIME = NamedSql.of("select clock_timestamp() as time");
  private static final ScopedValue<Boolean> IN_TRANSACTION = ScopedValue.newInstance();

  private final DatabaseUrl url;
  private final SessionDefaults defaults;
  private final Optional<PrimaryConnections> primary;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  /// Opens the pool without waiting for a connection.
  ///
  /// @param connections how many connections the pool may hold
  /// @param wait how long a caller waits for a free one before it is refused with a retry hint
  /// @param statement how long one statement may run
  public Database(DatabaseUrl url, int connections, Duration wait, Duration statement) {
    this.url = url;
    var config = new HikariConfig();
    config.setPoolName("db");
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(connections, 4));
    config.setConnectionTimeout(wait.toMillis());
    config.setValidationTimeout(Math.min(wait.toMillis(), 1000));
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new DemotedServer());
    this.defaults = SessionDefaults.of(statement);
    var silence = statement.plus(BEYOND_STATEMENT);
    var properties = properties(silence);
    if (url.hasSeveralHosts()) {
      var found = new PrimaryConnections(url, properties, silence, this::evictAll);
      config.setDataSource(found);
      this.primary = Optional.of(found);
    } else {
      config.setJdbcUrl(url.jdbc());
      config.setDataSourceProperties(properties);
      this.primary = Optional.empty();
    }
    this.pool = new HikariDataSource(config);
    this.primary.ifPresent(PrimaryConnections::watch);
    this.jdbi = Jdbi.create(pool);
    jdbi.registerArgument(new StorableArguments());
    // no statement is a template: each would be searched for placeholders on every call
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
  }

  private Properties properties(Duration silence) {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "batua");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    if (url.pooler() == DatabaseUrl.Pooler.TRANSACTION) {
      // a pooler knows neither the options of a session nor the names of its statements
      properties.setProperty("prepareThreshold", "0");
    } else {
      // all statements repeat: prepare them at their first execution, not at their fifth
      properties.setProperty("prepareThreshold", "1");
      properties.setProperty("options", defaults.options());
    }
    return properties;
  }

  private void evictAll() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /// One statement, or several that need no common fate, in autocommit.
  public <T extends @Nullable Object> T run(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /// The rows of one statement, in autocommit, over plain JDBC.
  ///
  /// @param values of all the statement's parameters, by name
  public <T> List<T> read(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    try (var connection = pool.getConnection();
        var statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement, values);
      try (var rows = statement.executeQuery()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    } catch (SQLException e) {
      throw translated(new ConnectionException(e));
    }
  }

  /// Maps the current row of a result set.
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// Retries for a while when the database is unavailable, for writes that must not be lost. The
  /// work may run twice when only its answer was lost, so it has to be a compare-and-set.
  public <T> T insist(Supplier<T> work) {
    return Failsafe.with(INSIST).get(work::get);
  }

  public void execute(Consumer<Handle> work) {
    run(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /// All or nothing. No provider is called inside: [#isInTransaction()] lets the transport refuse.
  public <T extends @Nullable Object> T inTransaction(Function<Tx, T> work) {
    try {
      return ScopedValue.where(IN_TRANSACTION, true)
          .call(() -> jdbi.inTransaction(handle -> work.apply(new Tx(handle))));
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  public static boolean isInTransaction() {
    return IN_TRANSACTION.isBound();
  }

  public boolean answers() {
    try {
      return run(handle -> handle.createQuery("select 1").mapTo(Integer.class).one()) == 1;
    } catch (Rejected e) {
      return false;
    }
  }

  /// What its clock shows.
  public Instant time() {
    return read(TIME, Map.of(), row -> Rows.instant(row, "time")).getFirst();
  }

  DatabaseUrl.Pooler pooler() {
    return url.pooler();
  }

  /// For migrations, which may take their time: connections without limits, outside of the pool, as
  /// the role that owns the schema.
  DataSource forMigrations() {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "batua");
    if (url.pooler() == DatabaseUrl.Pooler.TRANSACTION) {
      // its next transaction may be another session's, which knows no statement by its name
      properties.setProperty("prepareThreshold", "0");
    }
    return new DriverDataSource(url.migrationJdbc(), null, properties, null, null);
  }

  /// Makes sure that the pool can connect and that its sessions are as they have to be, so that a
  /// start ends here when it is not so. Behind a pooler their settings are those of our role.
  void settle() {
    if (url.pooler() == DatabaseUrl.Pooler.TRANSACTION) {
      defaults.keep(pool);
      return;
    }
    try (var connection = pool.getConnection()) {
      if (!defaults.areInForce(connection)) {
        throw ConnectFailure.POOLER.asArgument();
      }
    } catch (SQLException e) {
      throw ConnectFailure.of(e);
    }
  }

  /// Whether its connections bring their own settings.
  boolean sendsOptions() {
    return url.pooler() == DatabaseUrl.Pooler.NONE;
  }

  /// Whether the schema is not our own role's.
  boolean hasOwnerApart() {
    return url.hasTwoRoles();
  }

  /// Shows the pool among the figures.
  public void measure(MeterRegistry meters) {
    pool.setMetricRegistry(meters);
  }

  /// For libraries that bring their own statements: migrations and scheduled jobs.
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    primary.ifPresent(PrimaryConnections::close);
    pool.close();
  }

  private static RuntimeException translated(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        // no connection, so no statement
        return new Rejected(new Rejection.Unavailable(RETRY_AFTER));
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        if (isLost(sql.getSQLState())) {
          return new AnswerLost(RETRY_AFTER);
        }
        if (UNDONE.contains(sql.getSQLState())) {
          return new StatementUndone(RETRY_AFTER);
        }
        if (isUnavailable(sql.getSQLState())) {
          return new Rejected(new Rejection.Unavailable(RETRY_AFTER));
        }
      }
    }
    return e;
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
