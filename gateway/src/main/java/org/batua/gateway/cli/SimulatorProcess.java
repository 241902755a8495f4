package org.batua.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.db.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The provider simulator as a child process of a development server; it ends when its standard
/// input does, and so never outlives the server, however that ends.
final class SimulatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorProcess.class);
  private static final int USUAL_PORT = 8090;
  private static final String CLASS_PATH = "batua.simulator.classpath";
  private static final String DATABASE_URL = "BATUA_SIMULATOR_DATABASE_URL";
  private static final String READY = "simulator ready on ";
  private static final int STOP_SECONDS = 5;
  private static final Set<StandardOpenOption> MADE_IF_MISSING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  private final Process process;
  private final Path log;

  private SimulatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// The port for it: the usual one gives way to any free one, so that two servers of one machine
  /// run side by side; another one was chosen.
  ///
  /// @throws IllegalArgumentException when the chosen one is taken
  static int freePort(int wanted) {
    try (var _ = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return wanted;
    } catch (IOException e) {
      if (givesWay(wanted)) {
        LOG.info("port {} is taken: the simulator takes any free one", wanted);
        return 0;
      }
      throw new IllegalArgumentException(
          "setting simulator.port: "
              + wanted
              + " is taken (expected: a free port; choose one with --simulator-port, 0 for any)",
          e);
    }
  }

  /// Whether any other port does as well.
  static boolean givesWay(int port) {
    return port == USUAL_PORT;
  }

  /// Starts it, without waiting until it is ready.
  ///
  /// @param database where it keeps its state; without one it starts a PostgreSQL of its own
  static SimulatorProcess start(int port, Path dataDir, Optional<DatabaseUrl> database) {
    var classPath = System.getProperty(CLASS_PATH);
    if (classPath == null) {
      throw new IllegalArgumentException(
          "development mode needs the simulator (expected: started by ./batua serve, or"
              + " --simulator-url)");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m", "-cp", classPath));
    command.addAll(List.of("org.batua.simulator.Main", "--exit-with-parent"));
    command.addAll(List.of("--port", Integer.toString(freePort(port))));
    command.addAll(List.of("--data-dir", dataDir.resolve("simulator").toString()));
    var log = dataDir.resolve("simulator.log");
    try {
      Files.createDirectories(dataDir);
      var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.newByteChannel(log, MADE_IF_MISSING, own).close();
      var builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // a command line can be read by every user of the machine
      database.ifPresent(it -> builder.environment().put(DATABASE_URL, it.jdbc()));
      var process = builder.start();
      return new SimulatorProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator did not start: " + e.getMessage(), e);
    }
  }

  /// Waits until it serves.
  ///
  /// @return where it listens
  /// @throws IllegalArgumentException when it ended instead
  URI waitUntilReady() {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = line.indexOf(READY);
        if (at >= 0) {
          Thread.ofVirtual().name("simulator-log").start(() -> copy(lines, log));
          return URI.create(line.substring(at + READY.length()).strip());
        }
        append(log, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator did not start: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "the simulator did not start (expected: see " + log + " for the reason)");
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(BufferedReader lines, Path log) {
    try (lines) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        append(log, line);
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void append(Path log, String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
