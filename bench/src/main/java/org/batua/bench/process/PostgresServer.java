package org.batua.bench.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A durable PostgreSQL of its own that can be killed and started again on the same port.
public final class PostgresServer implements GatewayDatabase {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final int PASSWORD_BYTES = 24;

  private final Path directory;
  private final Path binaries;
  private final Map<String, String> settings;
  private final int port = Ports.free();
  private @Nullable EmbeddedPostgres running;

  /// A server for killing.
  ///
  /// @param directory its data, made at the first start
  /// @param commitDelay how much longer than here every commit takes, as on a busy disk far away:
  ///   what is short is hardly ever hit by a kill
  /// @param further settings
  public PostgresServer(
      Path directory, Path binaries, Duration commitDelay, Map<String, String> further) {
    this(directory, binaries, forKilling(commitDelay, further));
  }

  private static Map<String, String> forKilling(Duration commitDelay, Map<String, String> further) {
    Map<String, String> all = new HashMap<>(further);
    all.put("commit_delay", Long.toString(commitDelay.toNanos() / 1000));
    all.put("commit_siblings", "0");
    all.put("max_connections", "100");
    all.put("max_wal_size", "192MB");
    all.put("shared_buffers", "64MB");
    return all;
  }

  /// A server with settings of its own.
  ///
  /// @param directory its data, made at the first start
  /// @param settings of PostgreSQL, besides those that make it durable
  public PostgresServer(Path directory, Path binaries, Map<String, String> settings) {
    this.directory = directory;
    this.binaries = binaries;
    this.settings = Map.copyOf(settings);
  }

  /// Starts it; after [#kill()] it recovers from its write-ahead log.
  @Override
  public synchronized void start() {
    if (running != null) {
      return;
    }
    try {
      Files.createDirectories(binaries);
      Files.createDirectories(directory.getParent());
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_MAX)
              .setPort(port)
              .setServerConfig("listen_addresses", "127.0.0.1")
              // a lock beside the socket would outlive a kill as long as the dead are not reaped
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("timezone", "UTC")
              .setLocaleConfig("locale", "C.UTF-8")
              // initdb gets these as they are: other users of the machine have no password
              .setLocaleConfig("auth", "scram-sha-256")
              .setLocaleConfig("pwfile", passwordFile().toString())
              .setConnectConfig("password", password())
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()));
      settings.forEach(builder::setServerConfig);
      running = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start in " + directory, e);
    }
  }

  /// Kills the server and all its sessions at once.
  @Override
  public synchronized void kill() {
    postmaster().ifPresent(Killing::kill);
    try {
      // no process of it is left, so a number that is used again must not keep the next one out
      Files.deleteIfExists(directory.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    close();
  }

  /// Whether its first process is there.
  @Override
  public synchronized boolean isRunning() {
    return running != null && postmaster().filter(ProcessHandle::isAlive).isPresent();
  }

  /// Stops it in an orderly way; what was killed only gives its lock back.
  @Override
  public synchronized void close() {
    var stopping = running;
    running = null;
    if (stopping != null) {
      try {
        stopping.close();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not stop in " + directory, e);
      }
    }
  }

  @Override
  public String jdbcUrl(String database) {
    try {
      return "jdbc:postgresql://127.0.0.1:"
          + port
          + "/"
          + database
          + "?user=postgres&password="
          + password();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path passwordFile() {
    return directory.resolveSibling(directory.getFileName() + ".password");
  }

  /// Of the first start; only this user may read it.
  private String password() throws IOException {
    var file = passwordFile();
    if (!Files.exists(file)) {
      var bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      var mode = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file);
  }

  /// What it writes about itself.
  public Path log() {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  /// Its first process, whose children serve the sessions.
  public ProcessHandle process() {
    return postmaster()
        .orElseThrow(() -> new IllegalStateException("PostgreSQL: does not run in " + directory));
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      var lines = Files.readAllLines(directory.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(it -> it.info().command().map(path -> path.contains("postgres")).orElse(false));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
