package org.batua.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.batua.bench.process.Installation;
import org.batua.bench.process.JavaServer;
import org.batua.bench.process.Ports;
import org.batua.bench.process.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/// The processes that are measured: PostgreSQL as the gateway sets it up, the gateway and the
/// simulator as the launcher starts them, and the bare server.
final class Servers implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final String LOCAL = "http://127.0.0.1:";
  private static final String SECOND_ACCOUNT = "second";
  private static final String THIRD_ACCOUNT = "third";

  /// As the embedded PostgreSQL has them.
  private static final Map<String, String> POSTGRES =
      Map.of(
          "max_connections", "200",
          "shared_buffers", "128MB",
          "max_wal_size", "2GB",
          "checkpoint_timeout", "15min");

  private final Installation installation;
  private final Path directory;
  private final PostgresServer postgres;
  private final int simulatorPort = Ports.free();
  private final int gatewayPort = Ports.free();
  private final int secondPort = Ports.free();
  private final int barePort = Ports.free();
  private final JavaServer simulator;
  private final JavaServer gateway;
  private final Thread undertaker = new Thread(this::killAll, "undertaker");

  Servers(Installation installation, Path directory) {
    this.installation = installation;
    this.directory = directory;
    this.postgres =
        new PostgresServer(
            directory.resolve("postgres"), installation.postgresBinaries(), POSTGRES);
    this.simulator = simulator();
    this.gateway = gateway();
  }

  void open() {
    Runtime.getRuntime().addShutdownHook(undertaker);
    postgres.start();
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database batua");
      statement.execute("alter system set log_line_prefix = '" + Trail.LOG_LINE_PREFIX + "'");
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be created", e);
    }
    simulator.start();
    gateway.start();
    simulator.awaitReady(READY_MAX);
    gateway.awaitReady(READY_MAX);
    addAccount(SECOND_ACCOUNT);
    addAccount(THIRD_ACCOUNT);
  }

  /// The names of the merchant's accounts at the provider besides the nameless one.
  static List<String> furtherAccounts() {
    return List.of(SECOND_ACCOUNT, THIRD_ACCOUNT);
  }

  URI gatewayAddress() {
    return URI.create(LOCAL + gatewayPort);
  }

  String jdbcUrl() {
    return postgres.jdbcUrl("batua");
  }

  /// As the gateway's own sessions are set: a plan is made once, and by index.
  String floorUrl() {
    return jdbcUrl()
        + "&options=-c%20plan_cache_mode=force_generic_plan%20-c%20enable_seqscan=off"
        + "%20-c%20enable_hashjoin=off%20-c%20enable_mergejoin=off"
        + "&prepareThreshold=1";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl());
  }

  Path postgresLog() {
    return postgres.log();
  }

  /// The data and the logs of the run.
  Path directory() {
    return directory;
  }

  /// Sends the gateway a signal, as `STOP`.
  void signal(String name) {
    try {
      long pid = gateway.process().pid();
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("SIG" + name + " cannot be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  JavaServer gatewayServer() {
    return gateway;
  }

  /// A bare server whose answers are as long as those that it is compared with.
  JavaServer bare(int answerBytes) {
    List<String> command =
        new ArrayList<>(
            JavaServer.command(installation, "bench", "org.batua.bench.load.BareServer"));
    // measured as the gateway runs, not as something that starts quickly
    command.remove("-XX:TieredStopAtLevel=1");
    command.add(Integer.toString(barePort));
    command.add(Integer.toString(answerBytes));
    return new JavaServer(
        new JavaServer.Program(
            "bare", command, Map.of(), bareAddress(), directory.resolve("bare.log")));
  }

  /// Another gateway on the same database, which sends all its traces to a collector. It is ready;
  /// the caller closes it.
  JavaServer traced(int collectorPort) {
    return second("traced", Map.of("BATUA_TRACING_OTLP_ENDPOINT", LOCAL + collectorPort));
  }

  /// Another gateway on the same database. It is ready; the caller closes it.
  JavaServer second() {
    return second("second", Map.of());
  }

  private JavaServer second(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    // what the first one has sealed
    var ring = directory.resolve("gateway").resolve("development-keyring");
    all.put("BATUA_KEY_RING_FILE", ring.toString());
    var server = serving(name, secondPort, all);
    server.start();
    server.awaitReady(READY_MAX);
    return server;
  }

  URI secondAddress() {
    return URI.create(LOCAL + secondPort);
  }

  URI bareAddress() {
    return URI.create(LOCAL + barePort + "/");
  }

  String apiKey() {
    try {
      var written = Files.readString(directory.resolve("gateway").resolve("dev.json"));
      return new JsonMapper().readTree(written).path("api_key").asString();
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway wrote no dev.json", e);
    }
  }

  /// What all of them have used until now.
  Costs costs(Meters meters) throws IOException {
    return new Costs(
        Costs.cpu(gateway.process()),
        Costs.cpuOfFamily(postgres.process()),
        Costs.cpu(simulator.process()),
        Costs.cpu(ProcessHandle.current()),
        (long) meters.sum("batua_jvm_allocated_bytes"));
  }

  /// CPU time that all processes of PostgreSQL have used.
  Duration postgresCpu() throws IOException {
    return Costs.cpuOfFamily(postgres.process());
  }

  /// CPU time that the compilers of the gateway and of the simulator have used.
  Duration compiling() {
    return Costs.compiling(gateway.process()).plus(Costs.compiling(simulator.process()));
  }

  @Override
  public void close() {
    gateway.close();
    simulator.close();
    postgres.close();
    Runtime.getRuntime().removeShutdownHook(undertaker);
  }

  private void killAll() {
    gateway.kill();
    simulator.kill();
    postgres.kill();
  }

  private JavaServer simulator() {
    return launched(
        "simulator",
        List.of("--memory", "--port", Integer.toString(simulatorPort)),
        // it forgets nothing for as long as it runs
        Map.of("BATUA_JAVA_OPTS", "-Xmx2g"),
        URI.create(LOCAL + simulatorPort + "/control/health"));
  }

  private JavaServer gateway() {
    return serving("gateway", gatewayPort, Map.of());
  }

  private JavaServer serving(String name, int port, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("BATUA_HTTP_REQUESTS_PER_SECOND_PER_KEY", "1000000");
    List<String> arguments = new ArrayList<>(dataAndDatabase(name));
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(List.of("--simulator-url", LOCAL + simulatorPort));
    return launched("serve", arguments, environment, URI.create(LOCAL + port + "/health/ready"));
  }

  /// Started as everybody starts it, so that its JVM has the product's own options.
  private JavaServer launched(
      String command, List<String> arguments, Map<String, String> environment, URI health) {
    List<String> all = new ArrayList<>(List.of(launcher(), command));
    all.addAll(arguments);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("BATUA_BUILD", "never");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    return new JavaServer(
        new JavaServer.Program(
            command, all, variables, health, directory.resolve(command + ".log")));
  }

  private List<String> dataAndDatabase(String name) {
    return List.of(
        "--data-dir",
        directory.resolve(name).toString(),
        "--database-url",
        postgres.jdbcUrl("batua"));
  }

  private String launcher() {
    return installation.home().resolve("batua").toString();
  }

  /// Several wallets of one customer at one provider need several accounts there.
  private void addAccount(String reference) {
    List<String> command = new ArrayList<>(List.of(launcher(), "gateway", "add", "dev"));
    command.addAll(List.of("MOBIKWIK", "--reference", reference));
    command.addAll(dataAndDatabase("gateway"));
    command.addAll(List.of("--set", "base_url=" + LOCAL + simulatorPort + "/mobikwik"));
    command.addAll(List.of("--set", "mid=MBK9006", "--set", "merchant_name=Batua"));
    command.addAll(List.of("--set", "key=ju6tygh7u7tdg554k098ujd5468o"));
    var builder = new ProcessBuilder(command);
    builder.environment().put("BATUA_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("gateway-add.log").toFile());
    try {
      var process = builder.start();
      if (!process.waitFor(READY_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("no account (see gateway-add.log in " + directory + ")");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
