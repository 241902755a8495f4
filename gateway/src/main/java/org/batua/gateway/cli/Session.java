package org.batua.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.batua.gateway.Config;
import org.batua.gateway.Gateway;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.keyring.KeyRing;
import org.jspecify.annotations.Nullable;

/// The database and the gateway's parts for one command, whether a server runs beside it or not.
final class Session implements AutoCloseable {
  private final @Nullable EmbeddedDatabase embedded;
  private final Gateway gateway;

  private Session(@Nullable EmbeddedDatabase embedded, Gateway gateway) {
    this.embedded = embedded;
    this.gateway = gateway;
  }

  static Session open(Config config) {
    var embedded = config.databaseUrl().isPresent() ? null : embedded(config);
    var url = embedded == null ? config.databaseUrl().orElseThrow() : embedded.database("batua");
    return new Session(embedded, new Gateway(config, url, keyRing(config), InstantSource.system()));
  }

  /// Runs one command against the database and prints what it says.
  static int run(Config config, Function<Gateway, Integer> command) {
    try (var session = open(config)) {
      return command.apply(session.gateway);
    }
  }

  Gateway gateway() {
    return gateway;
  }

  /// The embedded PostgreSQL, where it is used.
  @Nullable EmbeddedDatabase embedded() {
    return embedded;
  }

  @Override
  public void close() {
    gateway.close();
    if (embedded != null && embedded.startedHere()) {
      embedded.close();
    }
  }

  private static EmbeddedDatabase embedded(Config config) {
    return EmbeddedDatabase.open(
        config.dataDir(), config.dataDir().toAbsolutePath().resolve("postgres-binaries"));
  }

  private static KeyRing keyRing(Config config) {
    return config.keyRingFile().map(KeyRing::read).orElseGet(() -> developmentRing(config));
  }

  private static KeyRing developmentRing(Config config) {
    Path file = config.dataDir().resolve("development-keyring");
    if (!Files.exists(file)) {
      KeyRing.create().write(file);
    }
    return KeyRing.read(file);
  }
}
