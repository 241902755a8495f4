package org.batua.gateway.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.Prometheus;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.ServerProcess;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As [AlertFaultsTest], of what a machine has only so much of. A server process of its own has a
/// small heap and few files, and a PostgreSQL of its own.
@Tag("process")
@Tag("proof")
class MachineAlertFaultsTest {
  private static final Path ALERTS = Path.of("../docs/monitoring/alerts.yml");
  private static final int HEAP_MEGABYTES = 96;
  private static final int FILES = 400;
  private static final double HEAP_BYTES = HEAP_MEGABYTES * 1048576.0;
  private static final int BODY_BYTES = 2_097_152;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Of PostgreSQL's four billion ids of transactions, so many are in use: the half is its end.
  private static final long MANY_IDS = 1_500_000_000;

  @TempDir private static Path directory;

  private static @Nullable ServerProcess server;
  private static @Nullable Prometheus prometheus;
  private static int port;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.serveNarrow(
                directory.resolve("data"),
                HEAP_MEGABYTES,
                FILES,
                Map.of(
                    "BATUA_HTTP_BODY_BYTES", Integer.toString(BODY_BYTES),
                    "BATUA_HTTP_BODIES_BYTES", "1073741824",
                    "BATUA_HTTP_REQUEST_READ_SECONDS", "600"))
            .untilReady();
    port = URI.create(server.development().path("base_url").asString()).getPort();
    prometheus = Prometheus.start(directory, ALERTS, List.of(port));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(prometheus).close();
    Objects.requireNonNull(server).close();
  }

  private static boolean isFiring(String alert) {
    return Objects.requireNonNull(prometheus).firing().contains(alert);
  }

  private static double value(String expression) {
    return Objects.requireNonNull(prometheus).value(expression);
  }

  @Test
  void a_heap_that_stays_full_fires_until_there_is_room() throws IOException {
    Deque<Socket> held = new ArrayDeque<>();
    try {
      Eventually.until(
          "HeapFull fires",
          () -> {
            if (value("max(jvm_memory_used_bytes{id=\"Tenured Gen\"})") < HEAP_BYTES * 0.92) {
              held.add(bodyWithoutItsEnd());
            }
            return isFiring("HeapFull");
          });
    } finally {
      close(held);
    }
    Eventually.until(
        "HeapFull is quiet",
        () -> {
          collectGarbage();
          return !isFiring("HeapFull");
        });
  }

  @Test
  void files_that_run_out_fire_until_they_are_closed() throws IOException {
    Deque<Socket> held = new ArrayDeque<>();
    try {
      Eventually.until(
          "FilesExhausted fires",
          () -> {
            // clients may have half of them; libraries, the database and the log have the rest
            if (value("max(process_files_open_files)") < FILES * 0.83) {
              held.add(open());
            }
            return isFiring("FilesExhausted");
          });
    } finally {
      close(held);
    }
    Eventually.until("FilesExhausted is quiet", () -> !isFiring("FilesExhausted"));
  }

  @Test
  void ids_of_transactions_that_run_out_fire_until_the_tables_are_frozen() {
    var superuser = superuser();
    superuser.useHandle(
        handle -> {
          // its own care would freeze the tables within a minute
          handle.execute("alter system set autovacuum = off");
          handle.execute("select pg_reload_conf()");
          handle.execute("set allow_system_table_mods = on");
          handle.execute(
              "update pg_database set datfrozenxid ="
                  + " ((txid_current() + 4294967296 - ?) % 4294967296)::text::xid"
                  + " where datname = current_database()",
              MANY_IDS);
        });
    Eventually.until("TransactionIdsRunOut fires", () -> isFiring("TransactionIdsRunOut"));
    superuser.useHandle(handle -> handle.execute("vacuum (freeze)"));
    Eventually.until("TransactionIdsRunOut is quiet", () -> !isFiring("TransactionIdsRunOut"));
  }

  /// In the server's database, whose PostgreSQL runs already.
  private static Jdbi superuser() {
    var postgres = EmbeddedDatabase.open(directory.resolve("data"), TestPostgres.BINARIES);
    return Jdbi.create(postgres.administration().jdbc().replace("/postgres?", "/batua?"));
  }

  /// The collector runs when the heap is needed again; nobody needs it here.
  private static void collectGarbage() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = Long.toString(Objects.requireNonNull(server).process().pid());
    try {
      new ProcessBuilder(jcmd, pid, "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Iterable<Socket> held) throws IOException {
    for (var one : held) {
      one.close();
    }
  }

  private static Socket open() {
    try {
      return RawHttp.open(port, PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket bodyWithoutItsEnd() {
    try {
      var socket = open();
      var out = socket.getOutputStream();
      var head =
          "POST /orders HTTP/1.1\r\nHost: batua\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[BODY_BYTES - 1]);
      out.flush();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
