package org.batua.gateway.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.db.PostgresPasswords.Role;

/// The files of an embedded PostgreSQL and its programs that work on them: made, mended, started.
final class PostgresCluster {
  private static final int PROGRAM_SECONDS = 120;

  /// Nobody gets in without a password, and nobody from another machine; sockets there are none.
  private static final String WHO_MAY_CONNECT =
      """
      # Written by Batua at each start. The passwords are in postgres.pgpass of the data directory.
      host all all 127.0.0.1/32 scram-sha-256
      host replication postgres 127.0.0.1/32 scram-sha-256
      """;

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=''",
          "password_encryption=scram-sha-256",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=200",
          "timezone=UTC",
          "shared_buffers=128MB",
          "max_wal_size=2GB",
          "checkpoint_timeout=15min");

  private final Path directory;
  private final PostgresPrograms programs;
  private final PostgresUser user;
  private final Path log;

  PostgresCluster(Path directory, PostgresPrograms programs, PostgresUser user) {
    this.directory = directory;
    this.programs = programs;
    this.user = user;
    this.log = directory.resolveSibling("postgres.log");
  }

  boolean exists() {
    return Files.exists(directory.resolve("PG_VERSION"));
  }

  /// Makes it, under another name first: a directory of the right name is complete.
  void create(PostgresPasswords passwords) throws IOException {
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
      Files.writeString(passwordFile, passwords.reveal(Role.SUPERUSER));
      user.own(passwordFile);
      run(
          user.toolPrefix(),
          "",
          "initdb",
          "--pgdata=" + next,
          "--username=" + Role.SUPERUSER.sql(),
          "--pwfile=" + passwordFile,
          "--auth=scram-sha-256",
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

  /// Whether connections need passwords, as this version writes it.
  boolean isClosed() throws IOException {
    var file = access();
    return Files.exists(file) && Files.readString(file).equals(WHO_MAY_CONNECT);
  }

  /// Gives the files to the right user.
  void own() throws IOException {
    user.own(directory);
  }

  /// Sets the password of the superuser, of a PostgreSQL that does not run.
  void setPassword(PostgresPasswords passwords) throws IOException {
    run(
        user.toolPrefix(),
        "alter role postgres password '" + passwords.reveal(Role.SUPERUSER) + "';\n",
        "postgres",
        "--single",
        "-D",
        directory.toString(),
        "postgres");
  }

  /// Lets in who has a password, and nobody else.
  void close() throws IOException {
    var next = directory.resolve("pg_hba.conf.new");
    Files.deleteIfExists(next);
    FilePermissions.createPrivate(next);
    Files.writeString(next, WHO_MAY_CONNECT);
    user.own(next);
    Files.move(
        next,
        access(),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Path access() {
    return directory.resolve("pg_hba.conf");
  }

  /// Starts it as a process of its own and waits until it takes connections.
  void start(int port) throws IOException {
    var options = new StringBuilder("-p ").append(port);
    SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
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
