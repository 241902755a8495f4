package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.signed;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.batua.simulator.SimulatorConfig.Storage;
import org.batua.simulator.store.EmbeddedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the simulator still knows after its process was killed.
@Tag("process")
@Order(1)
class PersistenceTest {
  private static final String PHONE = "9000000001";

  @TempDir private Path directory;

  /// The programs of PostgreSQL are the same for all: unpacking them takes seconds.
  @BeforeEach
  void shareBinaries() throws IOException {
    Path binaries = Path.of("../target/postgres-binaries").toAbsolutePath().normalize();
    Files.createDirectories(binaries);
    Files.createSymbolicLink(directory.resolve("binaries"), binaries);
  }

  @Test
  void everything_that_was_answered_is_known_after_a_restart() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      SimulatorConfig config = World.config().withStorage(new Storage.Database(url(database)));
      String order = newOrder();
      String lost = newOrder();
      String token;
      World before = World.start(config);
      token = before.link(PHONE);
      before.debit(PHONE, token, order, "100");
      before.refund(order, "40");
      before.isLost("debitwallet", signed(World.debitFields(PHONE, token, lost, "7018.00")));
      before.checkStatus(lost);
      before.advanceClock(60);
      before.control("POST", "/faults", "{\"seed\":1,\"percent\":10,\"kinds\":[\"late\"]}");
      before.control("POST", "/merchants", "{\"mid\":\"MBK0001\",\"key\":\"k\"}");
      before.control("PUT", "/merchants/MBK0001", "{\"name\":\"Tea & Co\"}");
      // The old one is not closed first: a killed process does not tidy up either.
      try (World after = World.start(config)) {
        assertSame(before, after, token, order, lost);
        assertLedgerAddsUp(database);
      } finally {
        before.close();
      }
    }
  }

  // A database that does not exist yet: the simulator makes it.
  private static String url(EmbeddedDatabase database) {
    return database.jdbcUrl().replace("/postgres?", "/batua_simulator?");
  }

  private static void assertSame(
      World before, World after, String token, String order, String lost) {
    assertThat(after.balance(PHONE, token)).containsEntry("balanceamount", "9940.00");
    assertThat(after.checkStatus(order)).containsEntry("ordertype", "partialrefund");
    assertThat(after.debit(PHONE, token, order, "100")).containsEntry("statuscode", "50");
    assertThat(after.journalCount(order, "debit")).isEqualTo(2);
    assertThat(after.checkStatus(lost)).containsEntry("statuscode", "3");
    assertThat(after.checkStatus(lost)).containsEntry("statuscode", "3");
    assertThat(after.checkStatus(lost)).containsEntry("statuscode", "0");
    assertThat(after.control("/clock").path("aheadSeconds").asInt()).isEqualTo(60);
    assertThat(after.control("/merchants/MBK0001").path("name").asString()).isEqualTo("Tea & Co");
    assertThat(after.control("/faults")).isEqualTo(before.control("/faults"));
    assertThat(after.control("/ledger").path("sum").asString()).isEqualTo("0.00");
    Map<String, String> status =
        signed(
            Map.of("msgcode", "500", "cell", PHONE, "action", "existingusercheck"), "MBK0001", "k");
    assertThat(World.fields(after.post("/mobikwik/querywallet", status, "json")))
        .containsEntry("statuscode", "0");
  }

  private static void assertLedgerAddsUp(EmbeddedDatabase database) throws SQLException {
    String unbalanced =
        """
        select (select coalesce(sum(paise), 0) from entry)
             + (select count(*) from (select posting from entry
                                       group by posting having sum(paise) <> 0) p)
             + (select count(*) from account a
                 where balance_paise <> (select coalesce(sum(paise), 0) from entry e
                                          where e.account = a.provider || ':WALLET:' || a.phone))
        """;
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(unbalanced)) {
      result.next();
      assertThat(result.getLong(1)).isZero();
    }
  }

  @Test
  void a_killed_process_leaves_a_database_that_the_next_one_takes_over() throws Exception {
    Process first = startProcess();
    int port = readyPort(first);
    control(port, "PUT", "/accounts/" + PHONE, "{\"balance\":\"321.00\"}");
    first.destroyForcibly().waitFor();
    Process second = startProcess();
    try {
      assertThat(control(readyPort(second), "GET", "/accounts/" + PHONE, ""))
          .contains("\"balance\":\"321.00\"");
    } finally {
      // The end of its input stops it, and it stops the database it took over.
      second.getOutputStream().close();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(directory.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
  }

  private Process startProcess() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.batua.simulator.Main",
            "--port",
            "0",
            "--data-dir",
            directory.toString(),
            "--exit-with-parent")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int readyPort(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    assertThat(line).startsWith("simulator ready on http://127.0.0.1:");
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private static String control(int port, String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control" + path))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
