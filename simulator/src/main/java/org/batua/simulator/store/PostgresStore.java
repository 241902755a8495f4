package org.batua.simulator.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.batua.simulator.engine.JournalEntry;
import org.batua.simulator.engine.JournalQuery;
import org.batua.simulator.engine.Row;
import org.batua.simulator.engine.Store;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// Writes every change through to PostgreSQL before it is answered.
public final class PostgresStore implements Store {
  private static final int CONNECTIONS_MAX = 10;
  private static final String UNKNOWN_DATABASE = "3D000";

  private static final String MATCHING =
      """
       from journal
      where sequence > ?
        and (cast(? as text) is null or reference = ?)
        and (cast(? as text) is null or kind = ?)
        and (cast(? as text) is null or phone = ?)
      """;

  private final HikariDataSource pool;
  private final Runnable stopping;

  private PostgresStore(HikariDataSource pool, Runnable stopping) {
    this.pool = pool;
    this.stopping = stopping;
  }

  /// Opens a database, made when it is missing, and brings its tables up to date; `stopping` runs
  /// after the store has closed.
  public static PostgresStore open(String jdbcUrl, Runnable stopping) {
    createWhenMissing(jdbcUrl);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setAutoCommit(false);
    config.setPoolName("simulator");
    HikariDataSource pool = new HikariDataSource(config);
    Flyway.configure().dataSource(pool).locations("classpath:db/simulator").load().migrate();
    return new PostgresStore(pool, stopping);
  }

  private static void createWhenMissing(String jdbcUrl) {
    PGSimpleDataSource wanted = new PGSimpleDataSource();
    wanted.setURL(jdbcUrl);
    String name = wanted.getDatabaseName();
    try (Connection _ = wanted.getConnection()) {
      return;
    } catch (SQLException e) {
      if (!UNKNOWN_DATABASE.equals(e.getSQLState()) || name == null) {
        throw new IllegalStateException("the simulator's database does not answer", e);
      }
    }
    PGSimpleDataSource usual = new PGSimpleDataSource();
    usual.setURL(jdbcUrl);
    usual.setDatabaseName("postgres");
    try (Connection connection = usual.getConnection()) {
      Sql.run(connection, "create database \"" + name.replace("\"", "\"\"") + '"');
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
  }

  @Override
  public void write(List<Row> rows) {
    inTransaction(
        connection -> {
          for (Row row : rows) {
            RowWriter.write(connection, row);
          }
          return rows.size();
        });
  }

  @Override
  public void load(Consumer<Row> rows) {
    inTransaction(
        connection -> {
          RowReader.readAll(connection, rows);
          return 0;
        });
  }

  @Override
  public long lastSequence() {
    return inTransaction(
        connection ->
            Sql.number(connection, "select coalesce(max(sequence), 0) from journal", List.of()));
  }

  @Override
  public List<JournalEntry> find(JournalQuery query) {
    List<Object> values = values(query);
    values.add(query.limit());
    String sql = "select *" + MATCHING + " order by sequence desc limit ?";
    return inTransaction(
        connection -> {
          List<JournalEntry> found = new ArrayList<>();
          Sql.each(connection, sql, values, row -> found.add(RowReader.journalEntry(row)));
          return List.copyOf(found.reversed());
        });
  }

  @Override
  public long count(JournalQuery query) {
    return inTransaction(
        connection -> Sql.number(connection, "select count(*)" + MATCHING, values(query)));
  }

  @Override
  public void clear() {
    inTransaction(
        connection ->
            Sql.run(
                connection,
                """
                truncate account, otp_session, link, merchant, txn, refund, posting, entry,
                         journal, setting
                """));
  }

  @Override
  public void close() {
    pool.close();
    stopping.run();
  }

  private static List<Object> values(JournalQuery query) {
    List<Object> values = new ArrayList<>();
    values.add(query.since());
    Object none = Sql.NULL;
    Object reference = query.reference().<Object>map(r -> r.value()).orElse(none);
    Object kind = query.kind().<Object>map(Enum::name).orElse(none);
    Object phone = query.maskedPhone().<Object>map(p -> p).orElse(none);
    values.addAll(List.of(reference, reference, kind, kind, phone, phone));
    return values;
  }

  private <T> T inTransaction(Sql.Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the simulator's database refused the work", e);
    }
  }

  /// Reads one row of a result.
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }
}
