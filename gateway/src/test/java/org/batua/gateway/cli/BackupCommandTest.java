package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.batua.gateway.Main;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of the runbook that copy a data directory and make one from the copy. The lock of a
/// data directory is a process's, so that no server runs beside them here; `BaseBackupTest` has
/// one.
@Tag("process")
class BackupCommandTest {
  @TempDir private Path directory;

  private String run(String... command) {
    var text = new StringWriter();
    int status = Main.run(new PrintWriter(text, true), command);
    assertThat(status).as(text.toString()).isZero();
    return text.toString();
  }

  /// A line of the page with our directories in the place of its.
  private String[] line(String name) throws Exception {
    var line =
        OperationsDocumentTest.commands().stream()
            .filter(it -> it.getFirst().equals(name))
            .findFirst()
            .orElseThrow();
    return line.stream()
        .map(
            word ->
                switch (word) {
                  case "/var/lib/batua" -> directory.resolve("restored").toString();
                  case "/var/backups/batua/2026-02-11" -> directory.resolve("backup").toString();
                  default -> word;
                })
        .toArray(String[]::new);
  }

  @Test
  void a_backup_is_made_and_restored() throws Exception {
    var data = directory.resolve("data");
    try (var server = EmbeddedDatabase.open(data, TestPostgres.BINARIES)) {
      Jdbi.create(server.database("batua").migrationJdbc())
          .useHandle(handle -> handle.execute("create table kept as select 42 as value"));
    }
    var backup = List.of(line("backup"));
    assertThat(run(backup.getFirst(), backup.getLast(), "--data-dir", data.toString()))
        .contains("backup of ", "not in it: the key ring");
    assertThat(run(line("restore"))).contains("restored the data of ", "put its key ring to");
    try (var restored =
        EmbeddedDatabase.open(directory.resolve("restored"), TestPostgres.BINARIES)) {
      int kept =
          Jdbi.create(restored.database("batua").migrationJdbc())
              .withHandle(
                  handle -> handle.select("select value from kept").mapTo(Integer.class).one());
      assertThat(kept).isEqualTo(42);
    }
  }
}
