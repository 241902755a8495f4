package org.batua.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server process of a data directory, read from its `postmaster.pid`.
public record Postmaster(Path directory, ProcessHandle process, int port) {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String FILE = "postmaster.pid";
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  /// Empty when none runs.
  public static Optional<Postmaster> in(Path directory) {
    try {
      var lines = Files.readAllLines(directory.resolve(FILE));
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      int port = Integer.parseInt(lines.get(PORT_LINE).strip());
      return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
          .filter(Postmaster::isPostgres)
          .map(process -> new Postmaster(directory, process, port));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// After a reboot the process id may belong to something else.
  private static boolean isPostgres(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().map(path -> path.contains("postgres")).orElse(false);
  }

  /// Waits until the file is gone rather than the process: where orphans are not reaped, a stopped
  /// process stays in the process table.
  public void stop() {
    LOG.info("stopping PostgreSQL, process {}", process.pid());
    try {
      disconnectAndStop();
      long giveUp = System.nanoTime() + STOP_WAIT.toNanos();
      while (Files.exists(directory.resolve(FILE)) && !ends()) {
        if (System.nanoTime() > giveUp) {
          LOG.warn("PostgreSQL, process {}, still runs", process.pid());
          return;
        }
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL, process {}, cannot be stopped: {}", process.pid(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it ends within a moment.
  public boolean ends() throws InterruptedException {
    try {
      process.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /// PostgreSQL takes SIGINT as "end all sessions and stop"; on SIGTERM it would wait for every
  /// client to leave, and one that stays would keep it alive. The shell's own `kill`: a small
  /// system has no program of that name.
  private void disconnectAndStop() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start();
    if (kill.waitFor() != 0) {
      process.destroy();
    }
  }
}
