package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.TestPostgres;
import org.batua.postgres.FilePermissions;
import org.batua.postgres.Postmaster;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What other users of the machine reach of an embedded PostgreSQL: nothing. Where the tests run as
/// root they try as another user, elsewhere without a password.
@Tag("process")
class LocalUsersTest {
  private static final boolean IS_ROOT = new UnixSystem().getUid() == 0;
  private static final String NAME = "kept";

  /// Below directories that others may pass through, as `/var/lib` is.
  private final Path directory =
      Path.of("target/local-users-" + ProcessHandle.current().pid()).toAbsolutePath();

  @BeforeEach
  void make() throws IOException {
    TestPostgres.delete(directory);
    Files.createDirectories(directory);
  }

  @AfterEach
  void remove() {
    TestPostgres.delete(directory);
  }

  @Test
  void other_users_neither_connect_nor_read_nor_replace_anything() throws Exception {
    try (var postgres = open()) {
      var url = postgres.database(NAME);
      assertNobodyConnectsWithoutPassword(url);
      assertNoSocket();
      assertOthersReachNoFile();
      assertServerIsNotRoot();
    }
  }

  /// Made as the first versions made it: every user of the machine was a superuser.
  @Test
  void an_old_data_directory_is_mended_when_it_starts() throws Exception {
    try (var postgres = open()) {
      makeOld(postgres);
    }
    leaveOpen();
    try (var postgres = open()) {
      var url = postgres.database(NAME);
      assertNobodyConnectsWithoutPassword(url);
      assertOthersReachNoFile();
      assertServerIsNotRoot();
      Jdbi.create(url.migrationJdbc())
          .useHandle(
              handle -> {
                handle.execute("alter table book add column amount integer");
                handle.execute("insert into book (entry, amount) values (2, 5)");
                var entries =
                    handle.select("select id from book order by id").mapTo(Integer.class).list();
                assertThat(entries).containsExactly(1, 2);
                assertThat(handle.select("select twice(4)").mapTo(Integer.class).one())
                    .isEqualTo(8);
              });
      SchemaRightsTest.assertRefused(url.jdbc(), "drop table book");
    }
  }

  /// Of a running one, that was left by a server of an older version.
  @Test
  void an_old_one_that_runs_is_stopped_and_mended() throws Exception {
    var left = open();
    makeOld(left);
    letEverybodyIn();
    Jdbi.create(left.administration().jdbc())
        .useHandle(handle -> handle.execute("select pg_reload_conf()"));
    try (var postgres = open()) {
      assertNobodyConnectsWithoutPassword(postgres.database(NAME));
    }
  }

  @Test
  void lost_passwords_are_set_anew() throws Exception {
    open().close();
    Files.delete(directory.resolve("postgres.pgpass"));
    try (var postgres = open()) {
      var url = postgres.database(NAME);
      assertNobodyConnectsWithoutPassword(url);
      Jdbi.create(url.jdbc()).useHandle(handle -> handle.execute("select 1"));
    }
  }

  private EmbeddedDatabase open() {
    return EmbeddedDatabase.open(directory, TestPostgres.BINARIES);
  }

  private static void makeOld(EmbeddedDatabase postgres) {
    var administration = Jdbi.create(postgres.administration().jdbc());
    administration.useHandle(handle -> handle.execute("create database " + NAME));
    var old = postgres.administration().jdbc().replace("/postgres?", "/" + NAME + "?");
    Jdbi.create(old)
        .useHandle(
            handle -> {
              handle.execute(
                  "create table book (id integer generated always as identity, entry integer)");
              handle.execute("insert into book (entry) values (1)");
              handle.execute("create sequence loose");
              handle.execute("create view entries as select entry from book");
              handle.execute(
                  "create function twice(a integer) returns integer language sql"
                      + " as 'select 2 * a'");
            });
  }

  private void letEverybodyIn() throws IOException {
    Files.writeString(
        directory.resolve("postgres/pg_hba.conf"),
        "local all all trust\nhost all all 127.0.0.1/32 trust\n");
    Files.delete(directory.resolve("postgres.pgpass"));
  }

  private void leaveOpen() throws IOException {
    letEverybodyIn();
    if (IS_ROOT) {
      try (var files = Files.walk(directory.resolve("postgres"))) {
        for (var file : files.toList()) {
          FilePermissions.give(file, 0, 0);
        }
      }
    }
  }

  private static void assertNobodyConnectsWithoutPassword(DatabaseUrl url) {
    var place = url.jdbc().substring(0, url.jdbc().indexOf('?'));
    for (var role : List.of("postgres", "batua", "batua_owner", "simulator", "root")) {
      for (var password : List.of("", role)) {
        assertThatThrownBy(() -> DriverManager.getConnection(place, role, password).close())
            .as(role)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private void assertNoSocket() throws IOException {
    var lines = Files.readAllLines(directory.resolve("postgres/postmaster.pid"));
    int port = Integer.parseInt(lines.get(3));
    assertThat(Path.of("/tmp/.s.PGSQL." + port)).doesNotExist();
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(it -> it.getFileName().toString().startsWith(".s.PGSQL"))).isEmpty();
    }
  }

  private void assertOthersReachNoFile() throws Exception {
    assertThat(permissions(directory.resolve("postgres"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("postgres.pgpass"))).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("postgres.log"))).isEqualTo("rw-------");
    var programs = TestPostgres.BINARIES;
    try (var files = Files.walk(programs)) {
      assertThat(files.filter(it -> !Files.isSymbolicLink(it)).map(LocalUsersTest::permissions))
          .noneMatch(it -> it.charAt(4) == 'w' || it.charAt(7) == 'w');
    }
    if (IS_ROOT) {
      assertOthersReachNoFileAs("nobody");
      assertOthersReachNoFileAs("61000");
    }
  }

  private void assertOthersReachNoFileAs(String user) throws Exception {
    var group = user.equals("nobody") ? "65534" : user;
    for (var command :
        List.of(
            "ls " + directory,
            "cat " + directory + "/postgres.pgpass",
            "cat " + directory + "/postgres/PG_VERSION",
            "cat " + directory + "/postgres.log",
            "touch " + directory + "/mine",
            "mv " + directory + "/postgres " + directory + "/theirs",
            "touch " + TestPostgres.BINARIES + "/mine",
            "kill -0 " + Postmaster.in(directory.resolve("postgres")).orElseThrow().process().pid(),
            "psql -h /tmp -U postgres -c 'select 1'")) {
      List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + user));
      all.addAll(List.of("--regid=" + group, "--clear-groups", "--", "sh", "-c", command));
      var process = new ProcessBuilder(all).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s as %s: %s", command, user, said).isNotZero();
    }
  }

  private void assertServerIsNotRoot() throws IOException {
    var process = Postmaster.in(directory.resolve("postgres")).orElseThrow().process();
    var status = Path.of("/proc/" + process.pid());
    if (IS_ROOT && Files.exists(status)) {
      assertThat(FilePermissions.uid(status)).isNotZero();
      assertThat(FilePermissions.uid(directory.resolve("postgres"))).isNotZero();
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
