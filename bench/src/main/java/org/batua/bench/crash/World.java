package org.batua.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.bench.process.GatewayDatabase;
import org.batua.bench.process.Installation;
import org.batua.bench.process.JavaServer;
import org.batua.bench.process.Ports;
import org.batua.bench.process.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/// All processes of a run: the gateways and their PostgreSQL, the simulator and its own.
///
/// The simulator's PostgreSQL is never killed: it is the witness.
final class World implements AutoCloseable {
  static final int GATEWAYS_MAX = 2;

  private static final Duration READY_MAX = Duration.ofMinutes(3);
  private static final String LOCAL = "http://127.0.0.1:";

  /// Short, so that a cycle is; the simulator's delays are longer than what the gateway waits.
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "BATUA_PROVIDER_DEBIT_SECONDS", "2",
          "BATUA_PROVIDER_REFUND_SECONDS", "2",
          "BATUA_PROVIDER_INQUIRY_SECONDS", "2",
          "BATUA_PROVIDER_CONNECT_SECONDS", "1",
          // how long a customer has to add money
          "BATUA_DEBIT_ADD_MONEY_SECONDS", "20",
          // how long a webhook that a killed gateway was sending is left alone
          "BATUA_WEBHOOK_LEASE_SECONDS", "35");

  private static final Duration COMMIT_DELAY = Duration.ofMillis(3);

  /// A provider takes its time, also when it tells the truth.
  private static final Duration PROVIDER_DELAY = Duration.ofMillis(40);

  private static final Map<String, String> SHORTENED =
      Map.of("BATUA_REHEARSAL_AGE_PACE", "180", "BATUA_REHEARSAL_SCHEDULE_PACE", "20");

  /// The clocks of two machines are never the same.
  private static final List<String> CLOCKS_AHEAD_MILLIS = List.of("0", "1500");

  private static final String SLOW_SECONDS = "3";
  private static final String HANG_SECONDS = "4";

  private final Installation installation;
  private final Path directory;
  private final Optional<Path> smallDisk;
  private final GatewayDatabase database;
  private final PostgresServer witness;
  private final int simulatorPort = Ports.free();
  private final List<Integer> gatewayPorts = new ArrayList<>();
  private final JavaServer simulator;
  private final List<JavaServer> gateways = new ArrayList<>();
  private final Thread undertaker = new Thread(this::killAll, "undertaker");

  /// What the gateways' database stands on.
  ///
  /// @param settings of PostgreSQL besides those of any run
  record Ground(Disk disk, Map<String, String> settings, Ages ages) {
    static final Ground PLAIN = new Ground(Disk.ANY, Map.of(), Ages.SHORTENED);
  }

  /// How soon gateways give up asking.
  enum Ages {
    /// So that giving up, a late truth and a second charge come about within a cycle.
    SHORTENED,
    /// As in production: what a dead gateway left is sent again, and not given up before.
    NATURAL
  }

  /// Where the gateways' database is.
  enum Disk {
    ANY,
    /// On a disk of its own that can be full.
    SMALL
  }

  private World(
      Installation installation,
      Path directory,
      Optional<Path> smallDisk,
      GatewayDatabase database,
      Ages ages) {
    this.installation = installation;
    this.directory = directory;
    this.smallDisk = smallDisk;
    this.database = database;
    witness =
        new PostgresServer(
            directory.resolve("witness"),
            installation.postgresBinaries(),
            PROVIDER_DELAY,
            Map.of());
    simulator = simulator();
    for (int i = 1; i <= GATEWAYS_MAX; i++) {
      int port = Ports.free();
      gatewayPorts.add(port);
      gateways.add(gateway(i, port, ages));
    }
  }

  /// With one PostgreSQL.
  ///
  /// @param directory empty or not there; keeps all data and logs of the run
  static World onOnePostgres(Installation installation, Path directory, Ground ground) {
    var disk = directory.resolve("disk");
    var smallDisk =
        Optional.of(disk)
            .filter(it -> ground.disk() == Disk.SMALL && makeDisk(it) && FullDisk.mount(it));
    var data = smallDisk.orElse(directory).resolve("postgres");
    var postgres =
        new PostgresServer(data, installation.postgresBinaries(), COMMIT_DELAY, ground.settings());
    return new World(installation, directory, smallDisk, postgres, ground.ages());
  }

  /// With a database that comes from elsewhere; it ends with this world.
  static World on(GatewayDatabase database, Installation installation, Path directory) {
    return new World(installation, directory, Optional.empty(), database, Ages.SHORTENED);
  }

  /// Starts everything but the second gateway.
  void open() {
    Runtime.getRuntime().addShutdownHook(undertaker);
    database.start();
    witness.start();
    createDatabase();
    createKeyRing();
    simulator.start();
    gateways.getFirst().start();
    simulator.awaitReady(READY_MAX);
    gateways.getFirst().awaitReady(READY_MAX);
  }

  /// Lets so many gateways serve.
  void serveWith(int count) {
    for (int i = 0; i < GATEWAYS_MAX; i++) {
      if (i < count) {
        gateways.get(i).start();
      } else {
        gateways.get(i).close();
      }
    }
    gateways.subList(0, count).forEach(it -> it.awaitReady(READY_MAX));
  }

  void killGateway(int index) {
    gateways.get(index).kill();
  }

  void killPostgres() {
    database.kill();
  }

  /// A disk that holds nothing but the gateways' database; empty where none can be mounted.
  Optional<Path> smallDisk() {
    return smallDisk;
  }

  /// PostgreSQL ends when it cannot write its log.
  void restartDatabaseIfEnded() {
    if (!database.isRunning()) {
      database.kill();
      database.start();
    }
  }

  /// The processes of the gateways that run.
  List<Long> gatewayPids() {
    return gateways.stream().filter(JavaServer::isRunning).map(it -> it.process().pid()).toList();
  }

  void killSimulator() {
    simulator.kill();
  }

  /// Starts again what is dead and waits until so many gateways and the simulator take calls.
  void revive(int count) {
    database.start();
    simulator.start();
    gateways.subList(0, count).forEach(JavaServer::start);
    simulator.awaitReady(READY_MAX);
    gateways.subList(0, count).forEach(it -> it.awaitReady(READY_MAX));
  }

  /// How often one of our servers ended without being killed.
  int endsByItself() {
    return simulator.endsByItself() + gateways.stream().mapToInt(JavaServer::endsByItself).sum();
  }

  List<URI> gatewayAddresses(int count) {
    return gatewayPorts.subList(0, count).stream().map(it -> URI.create(LOCAL + it)).toList();
  }

  URI simulatorAddress() {
    return URI.create(LOCAL + simulatorPort);
  }

  String jdbcUrl() {
    return database.jdbcUrl("batua");
  }

  /// The key that the first gateway has made for its development merchant.
  String apiKey() {
    try {
      var written = Files.readString(directory.resolve("gateway-1").resolve("dev.json"));
      return new JsonMapper().readTree(written).path("api_key").asString();
    } catch (IOException e) {
      throw new UncheckedIOException("the first gateway wrote no dev.json", e);
    }
  }

  /// Adds the second merchant while the first gateway serves.
  ///
  /// @return its API key
  String addMerchant() {
    var place = directory.resolve("gateway-1").toString();
    return SecondMerchant.add(
        commands(), List.of("--data-dir", place, "--database-url", jdbcUrl()), simulatorAddress());
  }

  @Override
  public void close() {
    gateways.forEach(JavaServer::close);
    simulator.close();
    database.close();
    witness.close();
    unmountDisk();
    Runtime.getRuntime().removeShutdownHook(undertaker);
  }

  private void unmountDisk() {
    smallDisk.ifPresent(FullDisk::unmount);
  }

  private static boolean makeDisk(Path disk) {
    try {
      Files.createDirectories(disk);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killAll() {
    gateways.forEach(JavaServer::kill);
    simulator.kill();
    database.kill();
    witness.kill();
    unmountDisk();
  }

  private JavaServer simulator() {
    List<String> command =
        new ArrayList<>(JavaServer.command(installation, "simulator", "org.batua.simulator.Main"));
    command.addAll(List.of("--port", Integer.toString(simulatorPort)));
    command.addAll(List.of("--database-url", witness.jdbcUrl("simulator")));
    command.addAll(List.of("--slow-seconds", SLOW_SECONDS, "--hang-seconds", HANG_SECONDS));
    return new JavaServer(
        new JavaServer.Program(
            "simulator",
            command,
            Map.of(),
            URI.create(LOCAL + simulatorPort + "/control/health"),
            directory.resolve("simulator.log")));
  }

  private JavaServer gateway(int number, int port, Ages ages) {
    var name = "gateway-" + number;
    List<String> command =
        new ArrayList<>(JavaServer.command(installation, "gateway", GatewayCommands.MAIN));
    command.addAll(List.of("serve", "--port", Integer.toString(port)));
    command.addAll(List.of("--data-dir", directory.resolve(name).toString()));
    command.addAll(List.of("--database-url", jdbcUrl()));
    command.addAll(List.of("--simulator-url", LOCAL + simulatorPort));
    Map<String, String> environment = new HashMap<>(TIMEOUTS);
    if (ages == Ages.SHORTENED) {
      environment.putAll(SHORTENED);
    }
    environment.put("BATUA_REHEARSAL_CLOCK_AHEAD_MILLIS", CLOCKS_AHEAD_MILLIS.get(number - 1));
    environment.put("BATUA_KEY_RING_FILE", keyRing().toString());
    return new JavaServer(
        new JavaServer.Program(
            name,
            command,
            environment,
            URI.create(LOCAL + port + "/health/ready"),
            directory.resolve(name + ".log")));
  }

  private Path keyRing() {
    return directory.resolve("keyring");
  }

  private GatewayCommands commands() {
    var environment = Map.of("BATUA_KEY_RING_FILE", keyRing().toString());
    return new GatewayCommands(installation, environment, directory.resolve("commands.log"));
  }

  /// Both gateways must open what the other has sealed.
  private void createKeyRing() {
    commands().run(List.of("keyring", "create", keyRing().toString()));
  }

  private void createDatabase() {
    try (var connection = DriverManager.getConnection(database.jdbcUrl("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database batua");
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be created", e);
    }
  }
}
