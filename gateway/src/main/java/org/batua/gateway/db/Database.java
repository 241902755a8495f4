package org.batua.gateway.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.batua.gateway.base.Rejected;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// PostgreSQL behind a bounded pool; knows when it is unavailable and when a transaction is open.
public final class Database implements AutoCloseable {
  /// A server that says nothing for longer than a statement may run is not waited for.
  private static final Duration BEYOND_STATEMENT = Duration.ofSeconds(5);

  private static final NamedSql TIME = NamedSql.of("select clock_timestamp() as time");
  private static final NamedSql FORGET_COMMIT_SLOTS = Sql.named("db/forget_commit_slots");
  private static final ScopedValue<Boolean> IN_TRANSACTION = ScopedValue.newInstance();

  private final DatabaseUrl url;
  private final SessionDefaults defaults;
  private final Optional<PrimaryConnections> primary;
  private final HikariDataSource pool;
  private final Repeats repeats = new Repeats();
  private final Executions executions;

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
      config.setDataSource(new PooledConnections(url, properties));
      this.primary = Optional.empty();
    }
    this.pool = new HikariDataSource(config);
    this.primary.ifPresent(PrimaryConnections::watch);
    this.executions = new Executions(pool, repeats);
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

  /// Statements whose result the caller needs. Those that only read are in autocommit; from the
  /// first that writes they are one transaction.
  ///
  /// What the database undoes is done again, from the first statement on, and a commit whose answer
  /// was lost is found out: the work has no other effects than its statements'.
  ///
  /// @throws StatementUndone when it is undone again and again: nothing of it is stored
  /// @throws AnswerLost when the database does not say whether it is stored
  public <T extends @Nullable Object> T run(Function<Handle, T> work) {
    return repeats.whileUndone(() -> executions.run(work));
  }

  /// The rows of one statement that only reads, over plain JDBC.
  ///
  /// @param values of all the statement's parameters, by name
  public <T> List<T> read(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    if (sql.isWrite()) {
      throw new IllegalArgumentException(
          "it writes (expected: one that only reads): " + sql.text());
    }
    return repeats.whileUndone(
        () -> {
          try {
            return executions.rows(sql, values, reader);
          } catch (AnswerLost e) {
            throw Failures.undone();
          }
        });
  }

  /// As [#run], of one statement that writes, over plain JDBC.
  public <T> List<T> write(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    return repeats.whileUndone(
        () ->
            executions.inTransaction(
                handle -> {
                  try {
                    return Executions.rows(handle.getConnection(), sql, values, reader);
                  } catch (SQLException e) {
                    throw new ConnectionException(e);
                  }
                }));
  }

  /// The same in autocommit, one round trip less, for callers who find out for themselves what a
  /// lost answer was, or insist on a compare-and-set.
  ///
  /// @throws AnswerLost when the connection broke: it may have been committed
  public <T> List<T> writeUnresolved(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    return repeats.whileUndone(() -> writeOnce(sql, values, reader));
  }

  /// [#writeUnresolved] of what may be stored twice without harm: it is done again when its answer
  /// was lost.
  ///
  /// @throws AnswerLost when answers are lost again and again
  public <T> List<T> writeRepeatable(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    return repeats.recognised(() -> writeUnresolved(sql, values, reader), Optional::empty);
  }

  /// [#writeUnresolved] of a caller who recognises what it stored, by a reference of its own.
  ///
  /// @param stored what the write came to, when it is found stored
  public <T> T recognised(Supplier<T> write, Supplier<Optional<T>> stored) {
    return repeats.recognised(write, stored);
  }

  /// [#writeUnresolved] of many callers, who are served apart when it is undone.
  <T> List<T> writeOnce(
      NamedSql sql, Map<String, ? extends @Nullable Object> values, RowReader<T> reader) {
    return executions.rows(sql, values, reader);
  }

  /// Maps the current row of a result set.
  public interface RowReader<T> extends Rows.Reader<T> {}

  /// Retries for a while when the database is unavailable, for writes that must not be lost. The
  /// work may run twice when only its answer was lost, so it has to be a compare-and-set.
  public <T> T insist(Supplier<T> work) {
    return repeats.insist(work);
  }

  public void execute(Consumer<Handle> work) {
    run(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /// All or nothing, and otherwise as [#run]. No provider is called inside: [#isInTransaction()]
  /// lets the transport refuse.
  public <T extends @Nullable Object> T inTransaction(Function<Tx, T> work) {
    return repeats.whileUndone(() -> inTransactionOnce(work));
  }

  /// The same for work that cannot be done again: it takes what it stores from a stream, or hands
  /// on what it reads.
  ///
  /// @throws StatementUndone when nothing of it is stored
  public <T extends @Nullable Object> T inTransactionOnce(Function<Tx, T> work) {
    return ScopedValue.where(IN_TRANSACTION, true)
        .call(() -> executions.inTransaction(handle -> work.apply(new Tx(handle))));
  }

  /// Forgets marks of transactions whose servers are gone.
  ///
  /// @return how many
  public int forgetCommitSlots(Instant before, int limit) {
    return write(
            FORGET_COMMIT_SLOTS,
            Map.of("before", before, "limit", limit),
            row -> row.getInt("gone"))
        .getFirst();
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
    repeats.measure(meters);
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
}
