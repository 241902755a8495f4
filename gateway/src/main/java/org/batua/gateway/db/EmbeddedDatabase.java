package org.batua.gateway.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL in a data directory, started from packaged binaries.
///
/// It runs as a process of its own and outlives a killed server; the next start finds it by its
/// `postmaster.pid` and takes it over. Durable: `fsync` and `synchronous_commit` are on.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String SUPERUSER = "postgres";
  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Path directory;
  private final int port;

  private final @Nullable EmbeddedPostgres started;

  private EmbeddedDatabase(Path directory, int port, @Nullable EmbeddedPostgres started) {
    this.directory = directory;
    this.port = port;
    this.started = started;
  }

  /// Finds the PostgreSQL that runs in `dataDirectory/postgres`, or starts it.
  ///
  /// @param binaries where its programs are unpacked, once
  public static EmbeddedDatabase open(Path dataDirectory, Path binaries) {
    var directory = dataDirectory.resolve("postgres").toAbsolutePath();
    var running = Postmaster.in(directory);
    if (running.isPresent() && accepts(running.get().port())) {
      return new EmbeddedDatabase(directory, running.get().port(), null);
    }
    running.ifPresent(postmaster -> stop(directory, postmaster));
    try {
      Files.createDirectories(binaries);
      Files.createDirectories(directory.getParent());
      var postgres = start(directory, binaries);
      return new EmbeddedDatabase(directory, postgres.getPort(), postgres);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL did not start in " + directory + ": " + e.getMessage(), e);
    }
  }

  /// The address of a database in it, which is created when it is missing.
  public DatabaseUrl database(String name) {
    var jdbi = Jdbi.create(DatabaseUrl.local(port, SUPERUSER, "postgres").jdbc());
    jdbi.useHandle(
        handle -> {
          boolean exists =
              handle
                  .createQuery("select exists (select 1 from pg_database where datname = :name)")
                  .bind("name", name)
                  .mapTo(Boolean.class)
                  .one();
          if (!exists) {
            handle.execute("create database " + name);
          }
        });
    return DatabaseUrl.local(port, SUPERUSER, name);
  }

  /// Stops PostgreSQL, whoever started it; call it after the pools are closed.
  @Override
  public void close() {
    if (started != null) {
      try {
        // gives its lock on the directory back too, so that this process can open it again
        started.close();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL in " + directory + ": " + e.getMessage(), e);
      }
    }
    Postmaster.in(directory).ifPresent(postmaster -> stop(directory, postmaster));
  }

  private static EmbeddedPostgres start(Path directory, Path binaries) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setOverrideWorkingDirectory(binaries.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_WAIT)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "200")
        .setServerConfig("timezone", "UTC")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("max_wal_size", "2GB")
        .setServerConfig("checkpoint_timeout", "15min")
        .setLocaleConfig("locale", "C.UTF-8")
        .setOutputRedirector(
            ProcessBuilder.Redirect.appendTo(directory.resolveSibling("postgres.log").toFile()))
        .start();
  }

  private static boolean accepts(int port) {
    var url = DatabaseUrl.local(port, SUPERUSER, "postgres").jdbc() + "&connectTimeout=2";
    long giveUp = System.nanoTime() + START_WAIT.toNanos();
    while (System.nanoTime() < giveUp) {
      try (var connection = java.sql.DriverManager.getConnection(url)) {
        return connection.isValid(2);
      } catch (SQLException e) {
        if (!"57P03".equals(e.getSQLState())) {
          return false;
        }
        Thread.onSpinWait();
      }
    }
    return false;
  }

  /// Waits until the file is gone rather than the process: where orphans are not reaped, a stopped
  /// process stays in the process table.
  private static void stop(Path directory, Postmaster postmaster) {
    var process = postmaster.process();
    LOG.info("stopping PostgreSQL, process {}", process.pid());
    try {
      disconnectAndStop(process);
      long giveUp = System.nanoTime() + STOP_WAIT.toNanos();
      while (Files.exists(directory.resolve(Postmaster.FILE)) && !ended(process)) {
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
  private static boolean ended(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /// PostgreSQL takes SIGINT as "end all sessions and stop"; on SIGTERM it would wait for every
  /// client to leave, and one that stays would keep it alive.
  private static void disconnectAndStop(ProcessHandle process)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      process.destroy();
    }
  }

  /// The running server process of a data directory, read from its `postmaster.pid`.
  private record Postmaster(ProcessHandle process, int port) {
    private static final String FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    static Optional<Postmaster> in(Path directory) {
      try {
        var lines = Files.readAllLines(directory.resolve(FILE));
        if (lines.size() <= PORT_LINE) {
          return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
            .filter(Postmaster::isPostgres)
            .map(process -> new Postmaster(process, port));
      } catch (IOException | NumberFormatException e) {
        return Optional.empty();
      }
    }

    /// After a reboot the process id may belong to something else.
    private static boolean isPostgres(ProcessHandle process) {
      return process.isAlive()
          && process.info().command().map(path -> path.contains("postgres")).orElse(false);
    }
  }
}
