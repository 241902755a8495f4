package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.batua.gateway.testkit.Postgres;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;

@Tag("process")
class DiagnosisTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @TempDir private Path directory;

  private static final Duration WAIT = Duration.ofSeconds(30);

  private static Diagnosis of(DatabaseUrl url, InstantSource clock, Duration wait) {
    try (var database = new Database(url, 2, wait, WAIT)) {
      return Diagnosis.of(database, clock);
    }
  }

  private static Diagnosis.Answering answering(DatabaseUrl url) {
    return (Diagnosis.Answering) of(url, InstantSource.system(), WAIT);
  }

  @Test
  void settings_and_version_are_those_of_the_server() {
    var found = answering(POSTGRES.newDatabase());
    assertThat(found.version()).isEqualTo(18);
    assertThat(found.fsync()).isEqualTo(Diagnosis.Switch.ON);
    assertThat(found.fullPageWrites()).isEqualTo(Diagnosis.Switch.ON);
    assertThat(found.synchronousCommit()).isEqualTo("on");
    assertThat(found.standbys()).isEqualTo(new Diagnosis.Standbys(0, 0, ""));
    assertThat(found.schema()).isEqualTo(Migrations.Schema.CURRENT);
  }

  /// Who streams the log is a standby to PostgreSQL, whatever it does with it.
  @Test
  void a_standby_that_follows_is_seen() throws Exception {
    try (var own = EmbeddedDatabase.open(directory, TestPostgres.BINARIES)) {
      var url = own.administration();
      var replicating =
          url.jdbc() + "&replication=true&assumeMinServerVersion=18&preferQueryMode=simple";
      var position =
          Jdbi.create(url.jdbc())
              .withHandle(
                  it ->
                      it.createQuery("select cast(pg_current_wal_flush_lsn() as text)")
                          .mapTo(String.class)
                          .one());
      try (var connection = DriverManager.getConnection(replicating)) {
        var stream =
            connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .physical()
                .withStartPosition(LogSequenceNumber.valueOf(position));
        try (var _ = stream.start()) {
          assertThat(answering(url).standbys()).isEqualTo(new Diagnosis.Standbys(1, 0, ""));
        }
      }
    }
  }

  @Test
  void an_empty_database_is_empty() {
    assertThat(answering(POSTGRES.newEmptyDatabase()).schema()).isEqualTo(Migrations.Schema.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete from flyway_schema_history where installed_rank"
            + " = (select max(installed_rank) from flyway_schema_history) | BEHIND",
        "update flyway_schema_history set checksum = 1 where version = '1' | DIFFERENT",
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '9999', 'x', 'SQL', 'V9999__x.sql', 'x', 1, true) | AHEAD",
      })
  void a_schema_of_another_version_is_named(String change, Migrations.Schema expected) {
    var url = POSTGRES.newDatabase();
    Jdbi.create(url.migrationJdbc()).useHandle(handle -> handle.execute(change));
    assertThat(answering(url).schema()).isEqualTo(expected);
  }

  @Test
  void a_clock_that_differs_is_measured() {
    InstantSource hourAgo = () -> Instant.now().minus(Duration.ofHours(1));
    var found = (Diagnosis.Answering) of(POSTGRES.newDatabase(), hourAgo, WAIT);
    assertThat(found.ahead()).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(65));
  }

  @Test
  void a_database_that_does_not_answer_says_why_without_a_password() {
    var url = DatabaseUrl.parse("postgres://user:geheim@127.0.0.1:1/nowhere");
    var found = of(url, InstantSource.fixed(Instant.EPOCH), Duration.ofSeconds(1));
    assertThat(found)
        .isInstanceOfSatisfying(
            Diagnosis.Away.class,
            away -> assertThat(away.why()).contains("127.0.0.1:1").doesNotContain("geheim"));
  }
}
