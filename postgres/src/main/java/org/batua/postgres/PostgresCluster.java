package org.batua.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The files of an embedded PostgreSQL: makes them, sets the superuser's password and who may
/// connect, and starts the server on them.
public final class PostgresCluster {
  private static final int PROGRAM_SECONDS = 120;

  /// The only superuser, as `initdb` makes it.
  private static final String SUPERUSER = "postgres";

  /// Passwords are random and long: rounds of hashing, 4,096 otherwise and anew for each
  /// connection, would keep out nobody.
  private static final String ROUNDS = "scram_iterations=1";

  /// Durable, and reachable from this machine alone, over TCP.
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=''",
          "password_encryption=scram-sha-256",
          ROUNDS,
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "timezone=UTC");

  private final Path directory;
  private final PostgresPrograms programs;
  private final PostgresUser user;
  private final Access access;
  private final Path log;

  /// Who may connect, and how the server is set up.
  ///
  /// @param rules the text of `pg_hba.conf`
  /// @param settings besides those that make it durable and local, as `name=value`
  public record Access(String rules, List<String> settings) {}

  /// Files that may not exist yet.
  ///
  /// @param directory PostgreSQL's own; passwords and the log are beside it
  public PostgresCluster(
      Path directory, PostgresPrograms programs, PostgresUser user, Access access) {
    this.directory = directory;
    this.programs = programs;
    this.user = user;
    this.access = access;
    this.log = directory.resolveSibling("postgres.log");
  }

  /// Whether it is complete.
  public boolean exists() {
    return Files.exists(directory.resolve("PG_VERSION"));
  }

  /// Makes it, under another name first: a directory of the right name is complete.
  ///
  /// @param password of the superuser
  public void create(String password) throws IOException {
    var next = directory.resolveSibling("postgres.new");
    if (Files.exists(next)) {
      PostgresPrograms.deleteTree(next);
    }
    Files.createDirectory(next);
    user.own(next);
    var passwordFile = directory.resolveSibling("postgres.pw");
    Files.deleteIfExists(passwordFile);
    try {
      FilePermissions.createPrivate(passwordFile);
      Files.writeString(passwordFile, password);
      user.own(passwordFile);
      run(
          user.toolPrefix(),
          "",
          "initdb",
          "--pgdata=" + next,
          "--username=" + SUPERUSER,
          "--pwfile=" + passwordFile,
          "--auth=scram-sha-256",
          "--set=" + ROUNDS,
          "--encoding=UTF-8",
          "--locale=C.UTF-8",
          "--no-instructions");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    // there may be an empty one, made by hand for the right owner
    Files.deleteIfExists(directory);
    Files.move(next, directory);
  }

  /// Whether `pg_hba.conf` is as this version writes it.
  public boolean isClosed() throws IOException {
    var file = accessFile();
    return Files.exists(file) && Files.readString(file).equals(access.rules());
  }

  /// Gives the files to the right user.
  public void own() throws IOException {
    user.own(directory);
  }

  /// Sets the password of the superuser, of a PostgreSQL that does not run.
  public void setPassword(String password) throws IOException {
    run(
        user.toolPrefix(),
        "alter role postgres password '" + password + "';\n",
        "postgres",
        "--single",
        "-c",
        ROUNDS,
        "-D",
        directory.toString(),
        "postgres");
  }

  /// Lets in those whom the rules name, and no others.
  public void close() throws IOException {
    var next = directory.resolve("pg_hba.conf.new");
    Files.deleteIfExists(next);
    FilePermissions.createPrivate(next);
    Files.writeString(next, access.rules());
    user.own(next);
    Files.move(
        next, accessFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path accessFile() {
    return directory.resolve("pg_hba.conf");
  }

  /// Starts it as a process of its own and waits until it takes connections.
  public void start(int port) throws IOException {
    var options = new StringBuilder("-p ").append(port);
    Stream.concat(SETTINGS.stream(), access.settings().stream())
        .forEach(setting -> options.append(" -c ").append(setting));
    run(
        user.serverPrefix(),
        "",
        "pg_ctl",
        "-D",
        directory.toString(),
        "-o",
        options.toString(),
        "-w",
        "start");
  }

  private void run(List<String> prefix, String input, String program, String... arguments)
      throws IOException {
    if (!Files.exists(log)) {
      FilePermissions.createPrivate(log);
    }
    List<String> command = new ArrayList<>(prefix);
    command.add(programs.path(program));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(programs.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // ours may hold secrets, and settings that are meant for other PostgreSQLs
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TZ", "HOME"));
    try {
      var process = builder.start();
      try (var to = process.getOutputStream()) {
        to.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " took more than " + PROGRAM_SECONDS + " s; see " + log);
      }
      if (process.exitValue() != 0) {
        throw new IOException(program + " failed; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(program + " was interrupted", e);
    }
  }
}
