package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.reconcile.Difference;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.reconcile.Report;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.TestPostgres;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of a running server's database, and what is lost, and found again, with it.
@Tag("process")
class BaseBackupTest {
  private static final Instant AT = Instant.parse("2026-02-11T04:30:09Z");
  private static final String PENDING = "9000000051";

  @TempDir private Path directory;

  @Test
  void after_a_restore_resolver_and_statement_find_what_happened_since_the_backup()
      throws IOException {
    var data = directory.resolve("data");
    var backup = directory.resolve("backup");
    var fixture = GatewayFixture.usual();
    try (var postgres = open(data)) {
      fixture.start(postgres.database("batua"));
      var till = Till.open(fixture);
      var before = till.paid("100.00");
      var slow = Till.open(fixture, PENDING);
      var open = slow.order("7007.00");
      slow.pay(open);

      var copied = BaseBackup.take(postgres.administration(), data.resolve("postgres"), backup, AT);
      assertThat(copied.files()).isGreaterThan(500);

      // ten minutes of payments that the backup does not know
      var lost = till.paid("250.00");
      fixture.clock().advance(Duration.ofMinutes(10));
      slow.settle(open);
      var ended = slow.stored(open);
      var restored = directory.resolve("restored");
      Files.createDirectories(restored);
      assertThat(BaseBackup.restore(backup, restored)).isEqualTo(copied);
      try (var again = open(restored)) {
        fixture.restartOn(again.database("batua"));
        assertThat(till.stored(before)).isEqualTo("CHARGED 21");
        assertThat(slow.stored(open)).isEqualTo("AUTHORIZING 28");
        slow.settle(open);
        assertThat(slow.stored(open)).isEqualTo(ended);

        assertThat(till.api().get("/orders/" + lost).send().status()).isEqualTo(400);
        var report = compared(fixture, till);
        assertThat(report.totals().keySet()).containsExactly(Difference.Kind.MISSING_HERE);
        assertThat(report.differences()).hasSize(1);
        assertThat(report.differences().getFirst().atStake().minor()).isEqualTo(25_000);
        fixture.close();
      }
    }
  }

  private Report compared(GatewayFixture fixture, Till till) throws IOException {
    var statement = directory.resolve("statement.csv");
    Files.writeString(statement, fixture.provider().statement());
    var day = LocalDate.ofInstant(AT, ZoneOffset.UTC);
    return fixture
        .gateway()
        .reconciliation()
        .compare(
            new Reconciliation.Request(
                till.shop().id(),
                new GatewayCode("MOBIKWIK"),
                Optional.empty(),
                day,
                day.plusDays(1),
                statement,
                Optional.empty()));
  }

  @Test
  void what_is_there_is_not_overwritten_and_half_a_backup_is_refused() throws IOException {
    Files.writeString(Files.createDirectories(directory.resolve("postgres")).resolve("x"), "x");
    var backup = Files.createDirectories(directory.resolve("backup"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseBackup.restore(backup, directory))
        .withMessageContaining("backup.properties");
    Files.writeString(backup.resolve("backup.properties"), "at=" + AT + "\nfiles=1\nbytes=1\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseBackup.restore(backup, directory))
        .withMessageContaining("not empty");
  }

  private static EmbeddedDatabase open(Path data) {
    return EmbeddedDatabase.open(data, TestPostgres.BINARIES);
  }
}
