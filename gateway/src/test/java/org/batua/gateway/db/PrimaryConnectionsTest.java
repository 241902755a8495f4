package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.TcpProxy;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers that both take writes stand for a primary that is lost and the one after it.
@Tag("process")
class PrimaryConnectionsTest {
  private static final String ROLE = "create role wanderer superuser login password 'w'";
  private static final NamedSql PORT = NamedSql.of("select inet_server_port() as port");
  private static final NamedSql LONG = NamedSql.of("select 1 as port from pg_sleep(250)");
  private static final String LONG_ONES =
      "select count(*) from pg_stat_activity where query like '%pg_sleep(250)%' and pid <>"
          + " pg_backend_pid()";

  /// A server that is silent would be waited for longer than the test is.
  private static final Duration STATEMENT = Duration.ofMinutes(5);

  @TempDir private Path directory;

  private static int port(DatabaseUrl of) {
    var at = of.jdbc().substring(of.jdbc().lastIndexOf(':') + 1);
    return Integer.parseInt(at.substring(0, at.indexOf('/')));
  }

  private static int port(Database database) {
    return database.read(PORT, Map.of(), row -> row.getInt("port")).getFirst();
  }

  private static Jdbi administration(EmbeddedDatabase of) {
    var jdbi = Jdbi.create(of.administration().jdbc());
    jdbi.useHandle(handle -> handle.execute(ROLE));
    return jdbi;
  }

  @Test
  void statements_at_a_primary_that_falls_silent_end_when_another_one_is_found() throws Exception {
    try (var first = EmbeddedDatabase.open(directory.resolve("first"), TestPostgres.BINARIES);
        var second = EmbeddedDatabase.open(directory.resolve("second"), TestPostgres.BINARIES);
        var cable = new TcpProxy();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var atFirst = administration(first);
      administration(second);
      cable.leadTo(port(first.administration()));
      var url =
          DatabaseUrl.parse(
              "postgres://wanderer:w@127.0.0.1:%s,127.0.0.1:%s/postgres"
                  .formatted(cable.port(), port(second.administration())));
      try (var database = new Database(url, 4, Duration.ofSeconds(3), STATEMENT)) {
        assertThat(port(database)).isEqualTo(port(first.administration()));
        var waits =
            CompletableFuture.supplyAsync(
                () -> database.writeUnresolved(LONG, Map.of(), row -> row.getInt("port")), threads);
        Eventually.until(
            "the statement runs",
            () ->
                atFirst.withHandle(it -> it.createQuery(LONG_ONES).mapTo(Long.class).one()) == 1L);
        cable.fallSilent();
        Eventually.until("the statement ends", waits::isDone);
        assertThat(waits.handle((_, failure) -> failure).join())
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(AnswerLost.class);
        assertThat(port(database)).isEqualTo(port(second.administration()));
      }
    }
  }
}
