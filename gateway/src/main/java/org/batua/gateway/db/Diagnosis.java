package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.flywaydb.core.api.FlywayException;

/// A read-only health check of a database for `./batua doctor`: settings, clock and schema.
public sealed interface Diagnosis {
  /// It does not answer.
  ///
  /// @param why in the words of the driver, which name no password
  record Away(String why) implements Diagnosis {}

  /// It answers queries.
  ///
  /// @param version of PostgreSQL, the major one
  /// @param synchronousCommit as our own connections get it
  /// @param standbys that follow it
  /// @param role what our own role may do
  /// @param options whether the options of our connections arrive
  /// @param ahead how far its clock is before ours; negative when behind
  record Answering(
      int version,
      Switch fsync,
      Switch fullPageWrites,
      String synchronousCommit,
      Standbys standbys,
      Role role,
      Switch options,
      Duration ahead,
      Migrations.Schema schema)
      implements Diagnosis {
    private Answering with(Migrations.Schema found) {
      return new Answering(
          version, fsync, fullPageWrites, synchronousCommit, standbys, role, options, ahead, found);
    }
  }

  /// What follows the server, so that it may take its place.
  ///
  /// @param count of them, synchronous or not
  /// @param synchronous those that a commit waits for; negative when our role may not see it
  /// @param names `synchronous_standby_names`, which says what commits wait for
  record Standbys(long count, long synchronous, String names) {}

  /// What the role of our connections may do.
  enum Role {
    /// Everything, also to files and programs of the machine.
    SUPERUSER,
    /// Owns tables of ours, or may become who does.
    OWNER,
    PLAIN
  }

  /// A setting of PostgreSQL.
  enum Switch {
    ON,
    OFF
  }

  /// Asks.
  static Diagnosis of(Database database, InstantSource clock) {
    try {
      var settings = answering(database, clock);
      if (settings.options() == Switch.OFF && database.sendsOptions()) {
        // behind such a pooler no prepared statement can be relied on
        return settings;
      }
      // its own connections: with the first one given back, a pool of two is enough
      return settings.with(Migrations.schema(database));
    } catch (SQLException e) {
      return new Away(
          ConnectFailure.in(e)
              .filter(found -> found != ConnectFailure.AWAY)
              .map(ConnectFailure::text)
              .orElseGet(() -> deepest(e) + ": start PostgreSQL, or correct database.url"));
    } catch (FlywayException e) {
      return new Away("its migrations cannot be read: " + e.getMessage());
    }
  }

  private static Answering answering(Database database, InstantSource clock) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select current_setting('server_version_num')::integer / 10000 as version,
                  current_setting('fsync') as fsync,
                  current_setting('full_page_writes') as full_page_writes,
                  current_setting('synchronous_commit') as synchronous_commit,
                  current_setting('synchronous_standby_names') as standby_names,
                  (select count(*) from pg_stat_replication where state is distinct from 'backup')
                    as standbys,
                  (select case when count(*) > count(sync_state) then -1
                          else count(*) filter (where sync_state in ('sync', 'quorum')) end
                   from pg_stat_replication) as synchronous,
                  current_setting('plan_cache_mode') = 'force_generic_plan' as has_options,
                  case
                    when (select rolsuper from pg_roles where rolname = current_user)
                      then 'SUPERUSER'
                    when exists (
                      select 1 from pg_class
                      where relnamespace = to_regnamespace('public') and relkind in ('r', 'p')
                        and pg_has_role(relowner, 'member'))
                      then 'OWNER'
                    else 'PLAIN' end as role
                """)) {
      row.next();
      return new Answering(
          row.getInt("version"),
          onOrOff(row.getString("fsync")),
          onOrOff(row.getString("full_page_writes")),
          row.getString("synchronous_commit"),
          new Standbys(
              row.getLong("standbys"), row.getLong("synchronous"), row.getString("standby_names")),
          Role.valueOf(row.getString("role")),
          row.getBoolean("has_options") ? Switch.ON : Switch.OFF,
          ahead(connection, clock),
          Migrations.Schema.EMPTY);
    }
  }

  private static Switch onOrOff(String setting) {
    return setting.equals("off") ? Switch.OFF : Switch.ON;
  }

  /// Its answer is as old as half of the way there and back.
  private static Duration ahead(Connection connection, InstantSource clock) throws SQLException {
    try (var statement = connection.createStatement()) {
      var before = clock.instant();
      try (var row = statement.executeQuery("select clock_timestamp()")) {
        var after = clock.instant();
        row.next();
        Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
        return Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), there);
      }
    }
  }

  private static String deepest(SQLException e) {
    Throwable found = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        found = cause;
      }
    }
    return String.valueOf(found.getMessage());
  }
}
