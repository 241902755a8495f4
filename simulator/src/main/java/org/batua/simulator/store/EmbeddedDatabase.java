package org.batua.simulator.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own in a data directory, durable, that outlives a killed simulator.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private final String jdbcUrl;
  private final Runnable stopping;

  private EmbeddedDatabase(String jdbcUrl, Runnable stopping) {
    this.jdbcUrl = jdbcUrl;
    this.stopping = stopping;
  }

  /// Starts PostgreSQL in the directory, or takes over the one a killed simulator has left there.
  public static EmbeddedDatabase start(Path dataDirectory) {
    Path data = dataDirectory.toAbsolutePath().resolve("postgres");
    return orphan(data).orElseGet(() -> startNew(data));
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public void close() {
    stopping.run();
  }

  private static EmbeddedDatabase startNew(Path data) {
    try {
      Files.createDirectories(data);
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(data.resolveSibling("binaries").toFile())
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setPGStartupWait(START_MAX)
              .start();
      return new EmbeddedDatabase(url(postgres.getPort()), () -> stop(postgres));
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not start in " + data, e);
    }
  }

  /// The server named in `postmaster.pid`, when it answers; one that does not is stopped.
  private static Optional<EmbeddedDatabase> orphan(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      Optional<ProcessHandle> process =
          ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .filter(EmbeddedDatabase::isPostgres);
      if (process.isEmpty()) {
        Files.deleteIfExists(pidFile);
        return Optional.empty();
      }
      String url = url(Integer.parseInt(lines.get(3).strip()));
      if (answers(url)) {
        LOG.info("using the PostgreSQL that a killed simulator has left behind");
        return Optional.of(new EmbeddedDatabase(url, () -> stop(process.get())));
      }
      stop(process.get());
      return Optional.empty();
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("cannot read " + pidFile, e);
    }
  }

  // The number may belong to any process by now; only a PostgreSQL server is ours to touch.
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(c -> c.contains("postgres")).isPresent();
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid((int) Duration.ofSeconds(5).toSeconds());
    } catch (SQLException e) {
      LOG.info("the PostgreSQL left behind does not answer: {}", e.getMessage());
      return false;
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not stop", e);
    }
  }

  private static void stop(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL " + process.pid() + " does not stop", e);
    }
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&connectTimeout=5";
  }
}
