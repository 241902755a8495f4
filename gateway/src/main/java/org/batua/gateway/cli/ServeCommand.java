package org.batua.gateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.Config;
import org.batua.gateway.db.ServerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the server until it is told to stop.
@Command(
    name = "serve",
    description = "Run the server; without configuration in development mode.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final int CANNOT_START = 2;

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

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> given = new HashMap<>();
    ConfigOptions.put(given, "port", port);
    ConfigOptions.put(given, "host", host);
    ConfigOptions.put(given, "simulator.url", simulatorUrl);
    ConfigOptions.put(given, "simulator.port", simulatorPort);
    var config = options.read(given);
    Optional<ServerLock> lock = Optional.empty();
    if (config.databaseUrl().isEmpty()) {
      lock = ServerLock.take(config.dataDir());
      if (lock.isEmpty()) {
        throw new IllegalArgumentException(
            "data directory " + config.dataDir() + ": another server uses it (expected: one each)");
      }
    }
    var running = new Running(config);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  running.close();
                  stopped.countDown();
                },
                "shutdown"));
    if (!running.start(Output.of(spec))) {
      return CANNOT_START;
    }
    stopped.await();
    lock.ifPresent(ServerLock::close);
    return 0;
  }

  /// What runs, stopped in the reverse order of its start.
  private static final class Running {
    private final Config config;
    private @Nullable Session session;
    private @Nullable SimulatorProcess simulator;

    Running(Config config) {
      this.config = config;
    }

    synchronized boolean start(PrintWriter out) {
      var opened = Session.open(config);
      session = opened;
      if (config.mode() == Config.Mode.PRODUCTION) {
        return startProduction(opened, out);
      }
      var url = config.simulatorUrl().orElseGet(() -> startSimulator(opened));
      int listening = opened.gateway().listen();
      var base = config.baseUrl().orElseGet(() -> URI.create("http://localhost:" + listening));
      new Development(config, opened.gateway()).prepare(base, url, out);
      LOG.atInfo().addKeyValue("port", listening).log("serving in development mode");
      return true;
    }

    private static boolean startProduction(Session opened, PrintWriter out) {
      if (!opened.gateway().apiKeys().anyWorks()) {
        out.println(
            "no API key (expected in production mode: a merchant with one; see"
                + " ./batua merchant add and ./batua key add)");
        return false;
      }
      if (Development.leftItsMerchantIn(opened.gateway())) {
        out.println(
            "the database holds development's merchant (expected in production mode: a database"
                + " that was never used for development)");
        return false;
      }
      int listening = opened.gateway().listen();
      LOG.atInfo().addKeyValue("port", listening).log("serving in production mode");
      return true;
    }

    private URI startSimulator(Session opened) {
      var embedded = opened.embedded();
      var started =
          SimulatorProcess.start(
              config.simulatorPort(),
              config.dataDir(),
              embedded == null ? Optional.empty() : Optional.of(embedded.database("simulator")));
      simulator = started;
      return started.url();
    }

    synchronized void close() {
      if (session != null) {
        LOG.info("stopping");
        if (simulator != null) {
          session.gateway().close();
          simulator.close();
        }
        session.close();
      }
    }
  }
}
