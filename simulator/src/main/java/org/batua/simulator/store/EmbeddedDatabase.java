package org.batua.simulator.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.batua.postgres.FilePermissions;
import org.batua.postgres.PostgresCluster;
import org.batua.postgres.PostgresPrograms;
import org.batua.postgres.PostgresUser;
import org.batua.postgres.Postmaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A durable PostgreSQL in a data directory. It outlives a killed simulator, and every connection
/// needs its random password.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String SUPERUSER = "postgres";
  private static final String SIMULATOR = "simulator";
  private static final int PASSWORD_BYTES = 24;

  /// From this machine alone, and with a password.
  private static final PostgresCluster.Access ACCESS =
      new PostgresCluster.Access(
          """
          # Written by Batua at each start; passwords are beside this directory, in \
          postgres.password.
          host all all 127.0.0.1/32 scram-sha-256
          """,
          List.of());

  private final Path directory;
  private final String jdbcUrl;

  private EmbeddedDatabase(Path directory, String jdbcUrl) {
    this.directory = directory;
    this.jdbcUrl = jdbcUrl;
  }

  /// Starts PostgreSQL in the directory, or takes over the one a killed simulator has left there.
  public static EmbeddedDatabase start(Path dataDirectory) {
    try {
      Files.createDirectories(dataDirectory);
      Path directory = dataDirectory.toRealPath().resolve("postgres");
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolveSibling("postgres.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        Optional<EmbeddedDatabase> left = leftBehind(directory);
        return left.isPresent() ? left.get() : startNew(directory);
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(
          "PostgreSQL does not start in " + dataDirectory + ": " + e.getMessage(), e);
    }
  }

  /// Where the simulator keeps its state, in a database that belongs to its role.
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /// Stops it, also when an earlier process started it.
  @Override
  public void close() {
    Postmaster.in(directory).ifPresent(Postmaster::stop);
  }

  /// One that runs and knows our password.
  private static Optional<EmbeddedDatabase> leftBehind(Path directory) throws IOException {
    Optional<Postmaster> running = Postmaster.in(directory);
    Path passwordFile = passwordFile(directory);
    if (running.isEmpty() || !Files.exists(passwordFile)) {
      return Optional.empty();
    }
    String url = url(running.get().port(), SIMULATOR, Files.readString(passwordFile).strip());
    if (!answers(url)) {
      return Optional.empty();
    }
    LOG.info("using the PostgreSQL that a killed simulator has left behind");
    return Optional.of(new EmbeddedDatabase(directory, url));
  }

  private static EmbeddedDatabase startNew(Path directory) throws IOException, SQLException {
    Postmaster.in(directory).ifPresent(Postmaster::stop);
    Path data = Objects.requireNonNull(directory.getParent());
    PostgresPrograms programs = PostgresPrograms.unpackedIn(data.resolve("binaries"));
    PostgresCluster cluster =
        new PostgresCluster(directory, programs, PostgresUser.of(data, programs), ACCESS);
    String password = password(directory);
    if (!cluster.exists()) {
      cluster.create(password);
    } else {
      cluster.own();
      cluster.setPassword(password);
    }
    cluster.close();
    int port = freePort();
    cluster.start(port);
    prepare(port, password);
    return new EmbeddedDatabase(directory, url(port, SIMULATOR, password));
  }

  /// The simulator's own role, which is no superuser and owns its database; a database of an older
  /// version belongs to the superuser.
  private static void prepare(int port, String password) throws SQLException {
    String url = url(port, SUPERUSER, password);
    try (Connection connection = DriverManager.getConnection(url)) {
      String known = "select count(*) from pg_roles where rolname = 'simulator'";
      String change = Sql.number(connection, known, List.of()) == 0 ? "create" : "alter";
      Sql.run(connection, change + " role simulator login createdb password '" + password + "'");
      Sql.run(connection, "alter database postgres owner to simulator");
      for (String table : tablesOf(connection)) {
        Sql.run(connection, "alter table " + table + " owner to simulator");
      }
    }
  }

  private static List<String> tablesOf(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    Sql.each(
        connection,
        "select c.oid::regclass::text from pg_class c"
            + " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            + " and c.relowner <> 'simulator'::regrole",
        List.of(),
        row -> tables.add(row.getString(1)));
    return tables;
  }

  /// The one for both roles; made when there is none.
  private static String password(Path directory) throws IOException {
    Path file = passwordFile(directory);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      Path next = file.resolveSibling("postgres.password.new");
      Files.deleteIfExists(next);
      FilePermissions.createPrivate(next);
      Files.writeString(next, HexFormat.of().formatHex(bytes) + "\n");
      Files.move(next, file);
    }
    return Files.readString(file).strip();
  }

  private static Path passwordFile(Path directory) {
    return directory.resolveSibling("postgres.password");
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      LOG.info("the PostgreSQL left behind does not answer: {}", e.getMessage());
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String url(int port, String role, String password) {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?connectTimeout=5&requireAuth=scram-sha-256&user="
        + role
        + "&password="
        + password;
  }
}
