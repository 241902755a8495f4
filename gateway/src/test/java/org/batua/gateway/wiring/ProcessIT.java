package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.Canaries;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.ServerProcess;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Servers as processes of their own, which are stopped and killed as operators and machines do.
/// Each test has a data directory of its own, so that they run side by side.
@Execution(ExecutionMode.CONCURRENT)
class ProcessIT {
  private static final AtomicInteger ROOTS = new AtomicInteger();

  /// A start that waited for the time-outs of what was killed would take longer.
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

  private final Path root =
      Path.of("target/process-" + ProcessHandle.current().pid() + "-" + ROOTS.incrementAndGet())
          .toAbsolutePath();
  private final Path dataDir = root.resolve("data");

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(dataDir);
    // the same programs for all: unpacking them takes seconds
    Files.createDirectories(TestPostgres.BINARIES);
    Files.createSymbolicLink(dataDir.resolve("postgres-binaries"), TestPostgres.BINARIES);
  }

  @AfterEach
  void remove() {
    var postmaster = dataDir.resolve("postgres/postmaster.pid");
    if (Files.exists(postmaster)) {
      EmbeddedDatabase.open(dataDir, TestPostgres.BINARIES).close();
    }
    TestPostgres.delete(root);
  }

  @Test
  void a_killed_server_starts_again_with_all_its_data_in_seconds() throws Exception {
    String customer;
    String wallet;
    String key;
    try (var server = ServerProcess.serve(dataDir).untilReady()) {
      key = server.key();
      customer = customer(server.api(), "kept");
      wallet = linkedWallet(server.api(), customer);
      var busy = Thread.ofVirtual().start(() -> createUntilItFails(server.api()));
      Eventually.until(
          "there are 20 customers",
          () -> server.api().get("/customers").ok().path("total").asInt() >= 20);
      server.process().destroyForcibly();
      assertThat(server.end()).isNotZero();
      busy.join();
      server.forgetOutput();
    }
    long began = System.nanoTime();
    try (var again = ServerProcess.serve(dataDir).untilReady()) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STARTED_WITHIN);
      assertThat(again.key()).isEqualTo(key);
      var api = again.api();
      assertThat(api.get("/customers/kept").ok().path("id").asString()).isEqualTo(customer);
      var read = api.get("/wallets/" + wallet + "?command=refresh").ok();
      assertThat(read.path("linked").asBoolean()).isTrue();
      assertThat(api.get("/customers").ok().path("total").asInt()).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  @Tag("proof")
  void a_stopped_server_drains_and_leaves_no_process_and_nothing_to_production() throws Exception {
    try (var server = ServerProcess.serve(dataDir).untilReady()) {
      var api = server.api();
      var wallet = wallet(api, customer(api, "slow"), "9000000051");
      assertThat(server.postgres().isAlive()).isTrue();
      var children = server.process().descendants().toList();
      assertThat(children).isNotEmpty();
      var answer = new java.util.concurrent.CompletableFuture<Integer>();
      var call = Thread.ofVirtual().start(() -> answer.complete(authenticate(api, wallet)));
      awaitJournal(server);
      server.process().destroy();
      call.join();
      assertThat(answer.join()).isEqualTo(200);
      assertThat(server.end()).isIn(0, 143);
      assertThat(dataDir.resolve("postgres/postmaster.pid")).doesNotExist();
      // what nobody reaps stays in the list of processes, but has no command any more
      assertThat(children).noneMatch(it -> it.isAlive() && it.info().command().isPresent());
    }
    var file = root.resolve("batua.yaml");
    Files.writeString(
        file,
        "mode: production\ndata_dir: %s\nport: 0\nkey_ring_file: %s\n"
                .formatted(dataDir, dataDir.resolve("development-keyring"))
            + "base_url: https://pay.shop.example\n");
    refused(file, "the database holds development's merchant");
  }

  @Test
  @Tag("proof")
  void a_second_server_on_the_same_data_is_refused_and_nothing_secret_is_logged() {
    try (var server = ServerProcess.serve(dataDir).untilReady()) {
      try (var second = ServerProcess.serve(dataDir)) {
        assertThat(second.end()).isEqualTo(2);
        assertThat(second.output()).contains("another server uses it (expected: one each;");
      }
      var add = List.of("merchant", "add", "beside", "--data-dir", dataDir.toString());
      try (var command = ServerProcess.start(dataDir, add)) {
        assertThat(command.end()).isZero();
      }
      server.forgetOutput();
      var canaries = new Canaries(server.key());
      canaries.fly(server.api());
      server.process().destroy();
      assertThat(server.end()).isIn(0, 143);
      canaries.assertNoneIn(server.output());
      assertThat(server.output()).contains("route=/wallets/{wallet}");
    }
  }

  @Test
  @Tag("proof")
  void production_needs_keys_and_a_merchant_and_then_serves() throws Exception {
    var file = root.resolve("batua.yaml");
    Files.writeString(file, "mode: production\ndata_dir: %s\nport: 0\n".formatted(dataDir));
    refused(file, "setting key_ring_file: missing");
    var ring = root.resolve("ring");
    run("keyring", "create", ring.toString());
    Files.writeString(file, Files.readString(file) + "key_ring_file: " + ring + "\n");
    refused(file, "setting base_url: missing");
    Files.writeString(file, Files.readString(file) + "base_url: https://pay.shop.example\n");
    refused(file, "no API key (expected in production mode");
    run("merchant", "add", "acme", "--config", file.toString());
    run("key", "add", "acme", "--config", file.toString());
    try (var server = ServerProcess.start(dataDir, serve(file))) {
      server.forgetOutput();
      server.untilReady();
      assertThat(server.output()).contains("serving in production mode");
    }
  }

  private void refused(Path file, String message) {
    try (var server = ServerProcess.start(dataDir, serve(file))) {
      assertThat(server.end()).as(server.output()).isEqualTo(2);
      assertThat(server.output()).contains(message).doesNotContain("\tat ");
    }
  }

  private void run(String... command) {
    try (var process = ServerProcess.start(dataDir, List.of(command))) {
      assertThat(process.end()).as(process.output()).isZero();
    }
  }

  private static List<String> serve(Path file) {
    return List.of("serve", "--config", file.toString());
  }

  private static String customer(Api api, String reference) {
    return api.post("/customers")
        .form("object_reference_id", reference, "mobile_number", "9000000001")
        .ok()
        .path("id")
        .asString();
  }

  private static String wallet(Api api, String customer, String phone) {
    return api.post("/customers/" + customer + "/wallets")
        .form("gateway", "MOBIKWIK", "mobile_number", phone)
        .ok()
        .path("id")
        .asString();
  }

  private static String linkedWallet(Api api, String customer) {
    var wallet = wallet(api, customer, "9000000001");
    api.post("/wallets/" + wallet).form("command", "authenticate").ok();
    api.post("/wallets/" + wallet).form("command", "link", "otp", "123456").ok();
    return wallet;
  }

  private static int authenticate(Api api, String wallet) {
    return api.post("/wallets/" + wallet).form("command", "authenticate").send().status();
  }

  private static void createUntilItFails(Api api) {
    Optional<Exception> end = Optional.empty();
    for (int i = 0; end.isEmpty(); i++) {
      try {
        customer(api, "under_load_" + i);
      } catch (java.io.UncheckedIOException e) {
        end = Optional.of(e);
      }
    }
  }

  /// Until the call that the test is about has reached the simulator.
  private static void awaitJournal(ServerProcess server) {
    var url = java.net.URI.create(server.development().path("simulator_url").asString());
    var control = new SimulatorControl(url.getPort(), "MOBIKWIK");
    Eventually.until("the call reaches the provider", () -> !control.journal().isEmpty());
  }
}
