package org.batua.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.batua.simulator.SimulatorConfig.Storage;
import org.batua.simulator.engine.Provider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the simulator as a process of its own.
@Command(
    name = "batua simulator",
    mixinStandardHelpOptions = true,
    description = "Plays the wallet providers for development and tests.")
public final class Main implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on.")
  private String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "8090", description = "Port; 0 takes any free one.")
  private int port;

  @Option(
      names = "--own-port",
      paramLabel = "PROVIDER=PORT",
      description = "A port for one provider alone, which can be closed; may be repeated.")
  private Map<Provider, Integer> ownPorts = new EnumMap<>(Provider.class);

  @Option(
      names = "--database-url",
      defaultValue = "${env:BATUA_SIMULATOR_DATABASE_URL}",
      description =
          "JDBC URL of a PostgreSQL database; in BATUA_SIMULATOR_DATABASE_URL it is kept"
              + " from other users of the machine.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--data-dir",
      defaultValue = "data/simulator",
      description = "Directory of an own PostgreSQL when no database is given.")
  private Path dataDirectory = Path.of("data/simulator");

  @Option(names = "--memory", description = "Keep nothing; for load tests.")
  private boolean isMemory;

  @Option(names = "--slow-seconds", defaultValue = "8", description = "Delay of slow answers.")
  private int slowSeconds;

  @Option(
      names = "--hang-seconds",
      defaultValue = "60",
      description = "How long the caller of a lost answer waits before the connection closes.")
  private int hangSeconds;

  @Option(names = "--exit-with-parent", description = "Exit when standard input ends.")
  private boolean exitsWithParent;

  public static void main(String[] arguments) {
    var command = new CommandLine(new Main());
    var version = System.getProperty("batua.version", "of an unknown version");
    command.getCommandSpec().version("batua simulator " + version);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Simulator simulator = Simulator.start(config());
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    CommandLine commandLine = new CommandLine(this);
    if (spec != null) {
      commandLine = spec.commandLine();
    }
    commandLine.getOut().println("simulator ready on http://" + host + ":" + simulator.port());
    commandLine.getOut().flush();
    if (exitsWithParent) {
      Thread.ofVirtual().start(() -> untilInputEnds(System.in, end));
    }
    end.await();
    return 0;
  }

  private SimulatorConfig config() {
    SimulatorConfig config =
        SimulatorConfig.inMemory()
            .withAddress(host, port)
            .withDelays(Duration.ofSeconds(slowSeconds), Duration.ofSeconds(hangSeconds));
    if (databaseUrl != null) {
      config = config.withStorage(new Storage.Database(databaseUrl));
    } else if (!isMemory) {
      config = config.withStorage(new Storage.Directory(dataDirectory));
    }
    for (Map.Entry<Provider, Integer> own : ownPorts.entrySet()) {
      config = config.withOwnPort(own.getKey(), own.getValue());
    }
    return config;
  }

  private static void untilInputEnds(InputStream input, CountDownLatch end) {
    try (input) {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end.countDown();
    }
  }
}
