package org.batua.gateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the server until it is stopped by a signal.
@Command(
    name = "serve",
    description = "Run the server; without configuration in development mode.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final int CANNOT_START = 2;

  /// Why a production server does not start with a database that no merchant can use.
  static final String NO_API_KEY =
      "no API key (expected in production mode: a merchant with one; see ./batua merchant add and"
          + " ./batua key add)";

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--port", paramLabel = "PORT", description = "Default: 8080; 0 for any.")
  private @Nullable String port;

  @Option(names = "--host", paramLabel = "HOST", description = "Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--simulator-url",
      paramLabel = "URL",
      description = "A provider simulator that runs elsewhere (development only).")
  private @Nullable String simulatorUrl;

  @Option(
      names = "--simulator-port",
      paramLabel = "PORT",
      description = "Where the development simulator listens. Default: 8090; 0 for any.")
  private @Nullable String simulatorPort;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      description = "Where operators' pages listen. Default: 8081, or any when that is taken.")
  private @Nullable String dashboardPort;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> given = new HashMap<>();
    ConfigOptions.put(given, "port", port);
    ConfigOptions.put(given, "host", host);
    ConfigOptions.put(given, "dashboard.port", dashboardPort);
    ConfigOptions.put(given, "simulator.url", simulatorUrl);
    ConfigOptions.put(given, "simulator.port", simulatorPort);
    var config = options.read(given);
    if (config.monitoring().log() == Config.LogLines.TEXT) {
      LogFormat.readable();
    }
    var running = new Running(config);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  running.close();
                  // last: a stopping server goes on to log
                  LogEnd.write();
                  stopped.countDown();
                },
                "shutdown"));
    boolean isServing = false;
    try {
      isServing = running.start(Output.of(spec));
    } finally {
      if (!isServing) {
        running.close();
      }
    }
    if (!isServing) {
      return CANNOT_START;
    }
    stopped.await();
    return 0;
  }

  /// Whether the key ring is this database's.
  static Optional<String> wrongKeyRing(Config config, Gateway gateway) {
    return gateway.keysInUse().areKnown()
        ? Optional.empty()
        : Optional.of(
            "key ring "
                + Session.keyRingFile(config)
                + ": lacks the keys that sealed what the database holds (expected: the key ring of"
                + " this database; bring it back from its copy)");
  }

  /// What a database must have, or must not, before it serves in production.
  static Optional<String> whyNotInProduction(Gateway gateway) {
    if (!gateway.apiKeys().anyWorks()) {
      return Optional.of(NO_API_KEY);
    }
    if (Development.leftItsMerchantIn(gateway)) {
      return Optional.of(
          "the database holds development's merchant (expected in production mode: a database"
              + " that was never used for development)");
    }
    return Development.protocolAccountsIn(gateway).stream()
        .findFirst()
        .map(
            account ->
                "account of "
                    + account
                    + ": has development_url (expected in production mode: none; replace the"
                    + " account with ./batua gateway add)");
  }

  /// What runs, stopped in the reverse order of its start.
  private static final class Running {
    private final Config config;
    private @Nullable Session session;
    private @Nullable Gateway gateway;
    private @Nullable SimulatorProcess simulator;
    private boolean isServing;
    private boolean isClosed;

    Running(Config config) {
      this.config = config;
    }

    synchronized boolean start(PrintWriter out) {
      var opened = Session.openAlone(config);
      session = opened;
      return config.mode() == Config.Mode.PRODUCTION
          ? startProduction(opened, out)
          : startDevelopment(opened, out);
    }

    private boolean startDevelopment(Session opened, PrintWriter out) {
      if (config.development().simulatorUrl().isEmpty()) {
        simulator =
            SimulatorProcess.start(
                config.development().simulatorPort(), config.dataDir(), opened.simulatorDatabase());
      }
      var made = opened.gateway();
      gateway = made;
      if (says(out, wrongKeyRing(config, made))) {
        return false;
      }
      int listening = made.listenUnready();
      isServing = true;
      made.startJobs();
      var base =
          config.listen().baseUrl().orElseGet(() -> URI.create("http://localhost:" + listening));
      var providers = config.development().simulatorUrl().orElseGet(this::simulatorUrl);
      new Development(config, made).prepare(base, providers, out);
      made.announceReady();
      LOG.atInfo().addKeyValue("port", listening).log("serving in development mode");
      return true;
    }

    private URI simulatorUrl() {
      return Objects.requireNonNull(simulator).waitUntilReady();
    }

    private boolean startProduction(Session opened, PrintWriter out) {
      var made = opened.gateway();
      gateway = made;
      if (says(out, wrongKeyRing(config, made)) || says(out, whyNotInProduction(made))) {
        return false;
      }
      int listening = made.listen();
      isServing = true;
      // last: of a start that is refused, the reason is all that is said
      ProductionCheck.warnings(config).forEach(LOG::warn);
      ProductionCheck.of(config, made).forEach(LOG::warn);
      made.startJobs();
      LOG.atInfo().addKeyValue("port", listening).log("serving in production mode");
      return true;
    }

    private static boolean says(PrintWriter out, Optional<String> refusal) {
      refusal.ifPresent(out::println);
      return refusal.isPresent();
    }

    /// Once, though both a refused start and the process's end ask for it.
    synchronized void close() {
      if (isClosed) {
        return;
      }
      isClosed = true;
      if (isServing) {
        LOG.info("stopping");
      }
      if (gateway != null) {
        gateway.close();
      }
      if (simulator != null) {
        simulator.close();
      }
      if (session != null) {
        session.close();
      }
    }
  }
}
