package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// What the servers' role may do in a schema that another role owns: read and write rows, and
/// nothing else. Neither `TRUNCATE` nor switching a trigger off is within its rights.
final class SchemaRights {
  /// Tables that the role cannot use yet; a start that finds none changes nothing.
  private static final String MISSING =
      """
      select exists (
        select 1 from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'S')
          and not case when c.relkind = 'S' then has_sequence_privilege(?, c.oid, 'usage')
            when c.relname = 'flyway_schema_history' then has_table_privilege(?, c.oid, 'select')
            else has_table_privilege(?, c.oid, 'select')
              and has_table_privilege(?, c.oid, 'insert')
              and has_table_privilege(?, c.oid, 'update')
              and has_table_privilege(?, c.oid, 'delete') end)
        or not has_schema_privilege(?, 'public', 'usage')
      """;

  private static final int NAMES = 7;

  /// Servers may start at the same time; the number is only ours.
  private static final String ALONE = "select pg_advisory_xact_lock(8225831670512344501)";

  private SchemaRights() {}

  /// Gives the rights that are missing.
  ///
  /// @param owner connects as the role that owns the schema
  /// @param user connects as the servers' role
  static void grant(DataSource owner, DataSource user) {
    try (var as = owner.getConnection()) {
      var name = nameOf(user);
      as.setAutoCommit(false);
      run(as, ALONE);
      if (areMissing(as, name)) {
        var role = '"' + name.replace("\"", "\"\"") + '"';
        run(as, "grant usage on schema public to " + role);
        run(as, "grant select, insert, update, delete on all tables in schema public to " + role);
        run(as, "grant usage, select on all sequences in schema public to " + role);
        run(as, "revoke insert, update, delete on flyway_schema_history from " + role);
      }
      as.commit();
    } catch (SQLException e) {
      throw ConnectFailure.of(e);
    }
  }

  private static boolean areMissing(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
      for (int i = 1; i <= NAMES; i++) {
        statement.setString(i, name);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static String nameOf(DataSource user) throws SQLException {
    try (var connection = user.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
