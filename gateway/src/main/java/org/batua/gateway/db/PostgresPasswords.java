package org.batua.gateway.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.gateway.base.Secret;
import org.batua.postgres.FilePermissions;

/// The passwords of the roles of an embedded PostgreSQL, in a file that only its owner may read, as
/// `psql` reads it too.
record PostgresPasswords(Map<Role, Secret> of) {
  private static final String FILE = "postgres.pgpass";
  private static final String ANY_DATABASE = "127.0.0.1:*:*:";
  private static final int BYTES = 24;

  /// Who connects.
  enum Role {
    /// Makes the others and their databases; never used by a server that serves.
    SUPERUSER("postgres"),
    /// Owns the schema and migrates it.
    OWNER("batua_owner"),
    /// The servers' own: reads and writes rows, owns nothing.
    APPLICATION("batua"),
    SIMULATOR("simulator");

    private final String sql;

    Role(String sql) {
      this.sql = sql;
    }

    /// Its name in PostgreSQL.
    String sql() {
      return sql;
    }
  }

  static Path file(Path dataDirectory) {
    return dataDirectory.resolve(FILE);
  }

  /// Empty when the directory has none yet, or not for all.
  static Optional<PostgresPasswords> read(Path dataDirectory) throws IOException {
    var file = file(dataDirectory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<Role, Secret> found = new EnumMap<>(Role.class);
    for (var line : Files.readAllLines(file)) {
      for (var role : Role.values()) {
        var start = ANY_DATABASE + role.sql() + ":";
        if (line.startsWith(start)) {
          found.put(role, Secret.of(line.substring(start.length())));
        }
      }
    }
    return found.size() == Role.values().length
        ? Optional.of(new PostgresPasswords(Map.copyOf(found)))
        : Optional.empty();
  }

  /// Random ones; those of another process that made some at the same time are taken instead.
  static PostgresPasswords create(Path dataDirectory) throws IOException {
    Map<Role, Secret> made = new EnumMap<>(Role.class);
    for (var role : Role.values()) {
      made.put(role, random());
    }
    var text =
        made.entrySet().stream()
            .map(it -> ANY_DATABASE + it.getKey().sql() + ":" + it.getValue().reveal() + "\n")
            .collect(Collectors.joining());
    var next = dataDirectory.resolve(FILE + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(next);
    FilePermissions.createPrivate(next);
    Files.writeString(next, text);
    try {
      Files.createLink(file(dataDirectory), next);
    } catch (FileAlreadyExistsException e) {
      var theirs = read(dataDirectory);
      if (theirs.isPresent()) {
        return theirs.get();
      }
      Files.move(next, file(dataDirectory), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    return new PostgresPasswords(Map.copyOf(made));
  }

  String reveal(Role role) {
    return Objects.requireNonNull(of.get(role)).reveal();
  }

  private static Secret random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(HexFormat.of().formatHex(bytes));
  }
}
