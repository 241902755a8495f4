package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A gateway as a process of its own, started from the packaged jars as the launcher does.
public final class ServerProcess implements AutoCloseable {
  private static final Path GATEWAY = Path.of("target").toAbsolutePath();
  private static final Path SIMULATOR = Path.of("../simulator/target").toAbsolutePath().normalize();

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final Path dataDir;
  private final Path log;

  private ServerProcess(Process process, Path dataDir, Path log) {
    this.process = process;
    this.dataDir = dataDir;
    this.log = log;
  }

  /// Starts a development server on free ports, without waiting for it.
  public static ServerProcess serve(Path dataDir, String... more) {
    return start(dataDir, serving(dataDir, more));
  }

  /// The same, with little of the machine.
  ///
  /// @param heapMegabytes of its heap, nearly all of it for what lives long
  /// @param files that it may have open at once
  /// @param environment its settings
  public static ServerProcess serveNarrow(
      Path dataDir, int heapMegabytes, int files, Map<String, String> environment) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh", JAVA));
    command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-Xmn4m"));
    return launch(dataDir, command, serving(dataDir), environment);
  }

  private static List<String> serving(Path dataDir, String... more) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of("--simulator-port", "0", "--data-dir", dataDir.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  public static ServerProcess start(Path dataDir, List<String> arguments) {
    return launch(dataDir, new ArrayList<>(List.of(JAVA, "-Xmx256m")), arguments, Map.of());
  }

  private static ServerProcess launch(
      Path dataDir, List<String> command, List<String> arguments, Map<String, String> environment) {
    var log = dataDir.resolveSibling(dataDir.getFileName() + ".log");
    // it lives for seconds: the optimizing compiler would not pay
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dbatua.simulator.classpath=" + classPath(SIMULATOR, "batua-simulator-"));
    command.addAll(List.of("-cp", classPath(GATEWAY, "batua-gateway-"), "org.batua.gateway.Main"));
    command.addAll(arguments);
    try {
      Files.createDirectories(dataDir);
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // no proxy in front has to learn that it stops
      builder.environment().putIfAbsent("BATUA_HTTP_SHUTDOWN_DELAY_SECONDS", "0");
      builder.environment().putAll(environment);
      var process = builder.start();
      return new ServerProcess(process, dataDir, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath(Path target, String name) {
    try (var files = Files.list(target)) {
      var jar =
          files.filter(it -> it.getFileName().toString().matches(name + ".*\\.jar")).findFirst();
      return jar.orElseThrow() + ":" + target.resolve("lib") + "/*";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it is ready; its address and key are in `dev.json`, which is written anew.
  public ServerProcess untilReady() {
    Eventually.until("the server is ready", () -> isReady() || !process.isAlive());
    if (!isReady()) {
      throw new AssertionError("the server did not start: " + output());
    }
    return this;
  }

  private boolean isReady() {
    return output().contains("serving in ");
  }

  public JsonNode development() {
    try {
      return JsonMapper.shared().readTree(Files.readString(dataDir.resolve("dev.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Api api() {
    var dev = development();
    return Api.open(URI.create(dev.path("base_url").asString())).withKey(key());
  }

  public String key() {
    return development().path("api_key").asString();
  }

  /// All that was printed by this and the earlier servers of the data directory.
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void forgetOutput() {
    try {
      Files.writeString(log, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Process process() {
    return process;
  }

  /// Waits for its end.
  ///
  /// @return its exit status
  public int end() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("still runs: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The process of the PostgreSQL in its data directory.
  public ProcessHandle postgres() {
    try {
      var lines = Files.readAllLines(dataDir.resolve("postgres/postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    var _ = end();
  }
}
