package org.batua.gateway.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.db.PostgresPasswords.Role;
import org.batua.postgres.PostgresCluster;
import org.batua.postgres.PostgresPrograms;
import org.batua.postgres.PostgresUser;
import org.batua.postgres.Postmaster;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL in a data directory, started from bundled programs.
///
/// It runs as a process of its own and outlives a killed server; the next start finds it by its
/// `postmaster.pid` and takes it over. Durable: `fsync` and `synchronous_commit` are on. Closed to
/// other users of the machine: it listens on the loopback address only, and every role has a random
/// password.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final String STARTING = "57P03";

  /// From this machine alone, and with a password.
  private static final PostgresCluster.Access ACCESS =
      new PostgresCluster.Access(
          """
          # Written by Batua at each start. The passwords are in postgres.pgpass of the data \
          directory.
          host all all 127.0.0.1/32 scram-sha-256
          host replication postgres 127.0.0.1/32 scram-sha-256
          """,
          List.of(
              "max_connections=200",
              "shared_buffers=128MB",
              "max_wal_size=2GB",
              "checkpoint_timeout=15min"));

  private final Path directory;
  private final PostgresRoles roles;

  private EmbeddedDatabase(Path directory, PostgresRoles roles) {
    this.directory = directory;
    this.roles = roles;
  }

  /// Finds the PostgreSQL that runs in `dataDirectory/postgres`, or starts it. One of an older
  /// version, which let in every user of the machine, is mended before it starts.
  ///
  /// @param binaries where its programs are unpacked, once
  public static EmbeddedDatabase open(Path dataDirectory, Path binaries) {
    var directory = dataDirectory.resolve("postgres").toAbsolutePath();
    try {
      Files.createDirectories(directory.getParent());
      var running = takenOver(directory);
      return running.isPresent() ? running.get() : startedAlone(directory, binaries);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL did not start in " + directory + ": " + FileFailure.text(e), e);
    }
  }

  /// Empty when none runs, or one that does not know our passwords.
  private static Optional<EmbeddedDatabase> takenOver(Path directory) throws IOException {
    var running = Postmaster.in(directory);
    var passwords = PostgresPasswords.read(Objects.requireNonNull(directory.getParent()));
    if (running.isPresent() && passwords.isPresent()) {
      var roles = new PostgresRoles(running.get().port(), passwords.get());
      if (accepts(running.get(), roles)) {
        return Optional.of(new EmbeddedDatabase(directory, roles));
      }
    }
    return Optional.empty();
  }

  /// While no other process starts one here.
  private static EmbeddedDatabase startedAlone(Path directory, Path binaries) throws IOException {
    try (var channel =
            FileChannel.open(
                directory.resolveSibling("postgres.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var running = takenOver(directory);
      return running.isPresent() ? running.get() : started(directory, binaries);
    }
  }

  private static EmbeddedDatabase started(Path directory, Path binaries) throws IOException {
    Postmaster.in(directory).ifPresent(Postmaster::stop);
    var data = Objects.requireNonNull(directory.getParent());
    var programs = PostgresPrograms.unpackedIn(binaries);
    var user = PostgresUser.of(data, programs);
    var cluster = new PostgresCluster(directory, programs, user, ACCESS);
    var known = PostgresPasswords.read(data);
    var passwords = known.isPresent() ? known.get() : PostgresPasswords.create(data);
    if (!cluster.exists()) {
      cluster.create(passwords.reveal(Role.SUPERUSER));
      cluster.close();
    } else {
      cluster.own();
      if (known.isEmpty() || !cluster.isClosed()) {
        LOG.info("PostgreSQL in {} gets passwords", directory);
        cluster.setPassword(passwords.reveal(Role.SUPERUSER));
        cluster.close();
      }
    }
    int port = freePort();
    cluster.start(port);
    var roles = new PostgresRoles(port, passwords);
    makeRoles(directory, roles, known.isEmpty());
    return new EmbeddedDatabase(directory, roles);
  }

  private static void makeRoles(Path directory, PostgresRoles roles, boolean areNew) {
    try {
      roles.make(areNew ? PostgresRoles.Passwords.NEW : PostgresRoles.Passwords.KNOWN);
    } catch (JdbiException e) {
      Postmaster.in(directory).ifPresent(Postmaster::stop);
      throw new IllegalArgumentException(
          "PostgreSQL in "
              + directory
              + " does not know the passwords in postgres.pgpass beside it (expected: those that"
              + " belong to this data; without the file, new ones are set)",
          e);
    }
  }

  /// The address of a database in it, which is created when it is missing: for the role of the
  /// servers, and for the one that owns and migrates the schema.
  public DatabaseUrl database(String name) {
    roles.database(name, Role.OWNER, Role.APPLICATION);
    return roles.url(Role.APPLICATION, name).migratedBy(roles.url(Role.OWNER, name));
  }

  /// The address of a database for the simulator, which owns it.
  public DatabaseUrl simulatorDatabase(String name) {
    roles.database(name, Role.SIMULATOR, Role.SIMULATOR);
    return roles.url(Role.SIMULATOR, name);
  }

  /// The superuser's address, for administration.
  public DatabaseUrl administration() {
    return roles.url(Role.SUPERUSER, "postgres");
  }

  /// Stops PostgreSQL, whoever started it; call it after the pools are closed.
  @Override
  public void close() {
    Postmaster.in(directory).ifPresent(Postmaster::stop);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Waits while it is starting.
  private static boolean accepts(Postmaster postmaster, PostgresRoles roles) {
    var url = roles.url(Role.SUPERUSER, "postgres").jdbc() + "&connectTimeout=2";
    long giveUp = System.nanoTime() + START_WAIT.toNanos();
    try {
      do {
        try (var connection = DriverManager.getConnection(url)) {
          return connection.isValid(2);
        } catch (SQLException e) {
          if (!STARTING.equals(e.getSQLState())) {
            return false;
          }
        }
      } while (!postmaster.ends() && System.nanoTime() < giveUp);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
