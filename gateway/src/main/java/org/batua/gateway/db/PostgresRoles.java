package org.batua.gateway.db;

import org.batua.gateway.db.PostgresPasswords.Role;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The roles and databases of an embedded PostgreSQL: a role that owns the schema, and the role of
/// the servers, which owns nothing.
final class PostgresRoles {
  private static final String ADMINISTRATION = "postgres";

  /// Databases of older versions belong to the superuser, with all that is in them.
  private static final String ADOPT =
      """
      do $$
      declare
        found record;
      begin
        for found in
          select format('alter %s %s owner to OWNER',
              case c.relkind when 'S' then 'sequence' when 'v' then 'view'
                when 'm' then 'materialized view' else 'table' end, c.oid::regclass) as change
          from pg_class c
          where c.relnamespace = 'public'::regnamespace
            and c.relkind in ('r', 'p', 'S', 'v', 'm')
            and c.relowner <> 'OWNER'::regrole
            and not exists (
              select 1 from pg_depend d
              where d.classid = 'pg_class'::regclass and d.objid = c.oid
                and d.deptype in ('a', 'i', 'e') and c.relkind = 'S')
          union all
          select format('alter routine %s owner to OWNER', p.oid::regprocedure)
          from pg_proc p
          where p.pronamespace = 'public'::regnamespace and p.proowner <> 'OWNER'::regrole
          union all
          select format('alter type %s owner to OWNER', t.oid::regtype)
          from pg_type t
          where t.typnamespace = 'public'::regnamespace and t.typowner <> 'OWNER'::regrole
            and t.typtype in ('e', 'd')
        loop
          execute found.change;
        end loop;
      end
      $$
      """;

  private final int port;
  private final PostgresPasswords passwords;

  PostgresRoles(int port, PostgresPasswords passwords) {
    this.port = port;
    this.passwords = passwords;
  }

  DatabaseUrl url(Role role, String database) {
    return DatabaseUrl.local(port, role.sql(), passwords.reveal(role), database);
  }

  /// Whether passwords that were made just now have to replace others.
  enum Passwords {
    KNOWN,
    NEW
  }

  /// Makes the roles that are missing.
  void make(Passwords state) {
    Jdbi.create(url(Role.SUPERUSER, ADMINISTRATION).jdbc())
        .useTransaction(
            handle -> {
              for (var role : Role.values()) {
                make(handle, role, state);
              }
            });
  }

  private void make(Handle handle, Role role, Passwords state) {
    var password = " password '" + passwords.reveal(role) + "'";
    if (!exists(handle, "select exists (select 1 from pg_roles where rolname = ?)", role.sql())) {
      handle.execute("create role " + role.sql() + " login" + password);
    } else if (state == Passwords.NEW) {
      handle.execute("alter role " + role.sql() + password);
    }
  }

  /// Makes a database where it is missing, and gives it to its owner.
  void database(String name, Role owner, Role user) {
    Jdbi.create(url(Role.SUPERUSER, ADMINISTRATION).jdbc())
        .useHandle(
            handle -> {
              if (!exists(
                  handle, "select exists (select 1 from pg_database where datname = ?)", name)) {
                handle.execute("create database " + name + " owner " + owner.sql());
                close(handle, name, user);
              }
            });
    Jdbi.create(url(Role.SUPERUSER, name).jdbc())
        .useHandle(
            handle -> {
              if (!isOwner(handle, owner)) {
                adopt(handle, name, owner, user);
              }
            });
  }

  private static void adopt(Handle handle, String name, Role owner, Role user) {
    handle.execute("alter database " + name + " owner to " + owner.sql());
    handle.execute("alter schema public owner to pg_database_owner");
    handle.createUpdate(ADOPT.replace("OWNER", owner.sql())).execute();
    close(handle, name, user);
  }

  /// Each database is for one role: without this any role may connect to any.
  private static void close(Handle handle, String name, Role user) {
    handle.execute("revoke all on database " + name + " from public");
    handle.execute("grant connect, temporary on database " + name + " to " + user.sql());
  }

  private static boolean isOwner(Handle handle, Role owner) {
    return exists(
        handle,
        "select exists (select 1 from pg_database where datname = current_database()"
            + " and datdba = ?::regrole) and not exists (select 1 from pg_class"
            + " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
            + " and relowner = 'postgres'::regrole)",
        owner.sql());
  }

  private static boolean exists(Handle handle, String question, String name) {
    return handle.createQuery(question).bind(0, name).mapTo(Boolean.class).one();
  }
}
