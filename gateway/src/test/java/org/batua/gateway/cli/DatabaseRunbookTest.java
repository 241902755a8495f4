package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.db.Migrations;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the runbook, `docs/operations.md`, has for `psql` and for PostgreSQL itself, run as it
/// stands there.
@Tag("process")
class DatabaseRunbookTest {
  private static final Pattern PSQL = Pattern.compile("(?m)^PGPASSFILE=\\S+ psql .*$");
  private static final Pattern SQL = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");
  private static final Pattern ADDRESS =
      Pattern.compile("(?m)^  (url|migration_url): postgres://([a-z_]+):…@\\S+/([a-z_]+)$");

  @TempDir private Path directory;

  private EmbeddedDatabase postgres;

  @BeforeEach
  void start() {
    postgres = EmbeddedDatabase.open(directory.resolve("data"), TestPostgres.BINARIES);
    try (var database = new Database(postgres.database("batua"), 2, wait(5), wait(20))) {
      Migrations.run(database);
    }
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  private static Duration wait(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/operations.md"));
  }

  /// The page's blocks of SQL, the first that begins so.
  private static String sql(String beginning) throws IOException {
    return SQL.matcher(page())
        .results()
        .map(it -> it.group(1))
        .filter(it -> it.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_psql_line_lets_the_owner_in() throws Exception {
    var line = PSQL.matcher(page()).results().findFirst().orElseThrow().group();
    var port = Files.readAllLines(directory.resolve("data/postgres/postmaster.pid")).get(3);
    assertThat(run(line.replace("PORT", port.strip()) + " -Atc 'select current_user'"))
        .isEqualTo("batua_owner\n");
    var query = sql("select pid").replace("\n", " ");
    assertThat(run(line.replace("PORT", port.strip()) + " -c \"" + query + "\""))
        .contains("open_for");
  }

  private String run(String line) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "-c", line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void the_roles_of_the_page_serve_and_own_as_it_says() throws Exception {
    // the names of the page are taken here
    var admin = Jdbi.create(postgres.administration().jdbc());
    for (var statement : own(sql("create role")).split(";[^\\n]*\\n", -1)) {
      if (!statement.isBlank()) {
        admin.useHandle(handle -> handle.execute(statement));
      }
    }
    var url = address("url").migratedBy(address("migration_url"));
    try (var database = new Database(url, 2, wait(5), wait(20))) {
      Migrations.run(database);
      var owners =
          database.run(
              handle ->
                  handle
                      .select(
                          "select distinct tableowner from pg_tables"
                              + " where schemaname = 'public'")
                      .mapTo(String.class)
                      .list());
      assertThat(owners).isEqualTo(List.of("own_owner"));
      int merchants =
          database.run(
              handle -> {
                handle.execute(
                    "insert into merchant (id, name, purpose, response_key, created_at)"
                        + " values ('shop', 'Shop', 'LIVE', '1', now())");
                return handle.select("select count(*) from merchant").mapTo(Integer.class).one();
              });
      assertThat(merchants).isEqualTo(1);
    }
  }

  private static String own(String text) {
    return text.replaceAll("\\bbatua_owner\\b", "own_owner").replaceAll("\\bbatua\\b", "own");
  }

  /// An address of the page's configuration, on this machine.
  private DatabaseUrl address(String name) throws IOException {
    var found =
        ADDRESS.matcher(page()).results().filter(it -> it.group(1).equals(name)).findFirst();
    var role = own(found.orElseThrow().group(2));
    var database = own(found.orElseThrow().group(3));
    var server = postgres.administration().jdbc().replaceAll("^jdbc:postgresql://([^/]+)/.*", "$1");
    return DatabaseUrl.parse("postgres://" + role + ":%E2%80%A6@" + server + "/" + database);
  }
}
