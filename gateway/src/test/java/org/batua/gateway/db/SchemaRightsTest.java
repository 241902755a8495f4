package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.batua.gateway.testkit.Postgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRightsTest {
  private static final String NO_RIGHT = "42501";

  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('.')",
        "copy (select 1) to program 'id'",
        "copy (select 1) to '/tmp/batua-rights'",
        "select lo_import('/etc/passwd')",
        "create table mine (entry integer)",
        "truncate txn cascade",
        "alter table audit_entry disable trigger all",
        "drop table txn",
        "delete from flyway_schema_history",
        "alter role batua superuser",
        "create role other superuser",
        "set role postgres",
        "set role batua_owner",
        "set session_replication_role = replica"
      })
  void the_servers_role_reads_and_writes_rows_and_nothing_else(String statement) {
    assertRefused(POSTGRES.newDatabase().jdbc(), statement);
  }

  @ParameterizedTest
  @ValueSource(strings = {"select pg_read_file('/etc/passwd')", "copy (select 1) to program 'id'"})
  void the_owner_of_the_schema_reaches_no_file_and_no_program(String statement) {
    assertRefused(POSTGRES.newDatabase().migrationJdbc(), statement);
  }

  @Test
  void the_servers_role_owns_nothing() {
    var owned =
        """
        select relname from pg_class where relowner = current_user::regrole
        union all select proname from pg_proc where proowner = current_user::regrole
        union all select typname from pg_type where typowner = current_user::regrole
        union all select nspname from pg_namespace where nspowner = current_user::regrole
        union all select datname from pg_database where datdba = current_user::regrole
        union all select roleid::regrole::text from pg_auth_members
          where member = current_user::regrole
        """;
    var found =
        Jdbi.create(POSTGRES.newDatabase().jdbc())
            .withHandle(handle -> handle.createQuery(owned).mapTo(String.class).list());
    assertThat(found).isEmpty();
  }

  @Test
  void a_table_that_a_migration_adds_can_be_used_after_the_next_start() {
    var url = POSTGRES.newDatabase();
    Jdbi.create(url.migrationJdbc()).useHandle(it -> it.execute("create table added (id serial)"));
    assertRefused(url.jdbc(), "insert into added default values");
    try (var database = new Database(url, 2, Duration.ofSeconds(5), Duration.ofSeconds(20))) {
      Migrations.run(database);
    }
    var added =
        Jdbi.create(url.jdbc())
            .withHandle(handle -> handle.execute("insert into added default values"));
    assertThat(added).isEqualTo(1);
  }

  static void assertRefused(String jdbc, String statement) {
    assertThatThrownBy(
            () -> {
              try (var connection = DriverManager.getConnection(jdbc);
                  var running = connection.createStatement()) {
                running.execute(statement);
              }
            })
        .as(statement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NO_RIGHT));
  }
}
