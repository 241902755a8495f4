package org.batua.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One of our servers as a process: started, killed, started again, as a supervisor would.
public final class JavaServer implements AutoCloseable {
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration STOP_MAX = Duration.ofSeconds(15);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HEALTH_TIMEOUT).build();
  private final Program program;
  private @Nullable Process process;
  private int endsByItself;

  /// What to run.
  ///
  /// @param health answers 200 when the server takes calls
  /// @param log takes all that it prints
  public record Program(
      String name, List<String> command, Map<String, String> environment, URI health, Path log) {}

  public JavaServer(Program program) {
    this.program = program;
  }

  /// The arguments that run a main class of a module as a small, quickly started process.
  public static List<String> command(Installation installation, String module, String main) {
    return List.of(
        installation.java().toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        installation.classPath(module),
        main);
  }

  /// Starts it without waiting; does nothing while it runs.
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    try {
      var builder = new ProcessBuilder(program.command());
      builder.environment().putAll(program.environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(program.name() + " does not start", e);
    }
  }

  /// Waits until it takes calls, starting it again when it ends instead: the database that it needs
  /// may come later than itself.
  ///
  /// @throws IllegalStateException when it does not in time
  public void awaitReady(Duration limit) {
    boolean ready =
        Await.until(
            limit,
            () -> {
              startAgainWhenEnded();
              return answers();
            });
    if (!ready) {
      throw new IllegalStateException(
          program.name() + ": not ready within " + limit + " (see " + program.log() + ")");
    }
  }

  /// SIGKILL.
  public synchronized void kill() {
    var victim = process;
    process = null;
    if (victim != null && victim.isAlive()) {
      Killing.kill(victim.toHandle());
    }
  }

  /// SIGTERM; SIGKILL when that does not help.
  @Override
  public synchronized void close() {
    var stopping = process;
    process = null;
    if (stopping == null) {
      return;
    }
    stopping.destroy();
    try {
      if (!stopping.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        Killing.kill(stopping.toHandle());
      }
    } catch (InterruptedException e) {
      Killing.kill(stopping.toHandle());
      Thread.currentThread().interrupt();
    }
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /// The process that runs.
  public synchronized ProcessHandle process() {
    if (process == null) {
      throw new IllegalStateException(program.name() + ": does not run");
    }
    return process.toHandle();
  }

  /// How often it ended although nobody had told it to.
  public synchronized int endsByItself() {
    return endsByItself;
  }

  private synchronized void startAgainWhenEnded() {
    if (process != null && !process.isAlive()) {
      endsByItself++;
      process = null;
    }
    start();
  }

  private boolean answers() {
    var request = HttpRequest.newBuilder(program.health()).timeout(HEALTH_TIMEOUT).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
