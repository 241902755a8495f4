package org.batua.bench.load;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.batua.bench.process.Await;

/// Lets PostgreSQL log each statement while one call is made.
final class Recorder {
  private static final Duration LOGGING = Duration.ofSeconds(10);

  private final Servers servers;

  Recorder(Servers servers) {
    this.servers = servers;
  }

  /// A call that answers with a text.
  interface Recordable {
    String call() throws IOException;
  }

  /// The trail of a call and its answer.
  record Recorded(Trail trail, String answer) {}

  Recorded record(Recordable call) throws IOException, SQLException {
    set("0");
    try {
      long from = servers.postgresLog().toFile().length();
      var at = Instant.now();
      var answer = call.call();
      return new Recorded(Trail.read(tail(from), at), answer);
    } finally {
      set("-1");
    }
  }

  /// Logging begins in each session on its own time: waits until none is left that has not heard.
  private void set(String minimumMillis) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute("alter system set log_min_duration_statement = " + minimumMillis);
      statement.execute("select pg_reload_conf()");
    }
    if (minimumMillis.equals("0")) {
      awaitLogging();
    }
  }

  private void awaitLogging() throws SQLException {
    var mark = "recording_" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    long from = servers.postgresLog().toFile().length();
    boolean logs =
        Await.until(
            LOGGING,
            () -> {
              try (var connection = servers.connect();
                  var statement = connection.createStatement()) {
                statement.execute("select '" + mark + "'");
                return tail(from).contains(mark);
              } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL does not log", e);
              }
            });
    if (!logs) {
      throw new IllegalStateException("PostgreSQL does not log (expected: every statement)");
    }
  }

  private String tail(long from) throws IOException {
    try (var file = new RandomAccessFile(servers.postgresLog().toFile(), "r")) {
      file.seek(from);
      var bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
