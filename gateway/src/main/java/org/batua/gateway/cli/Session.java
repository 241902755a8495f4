package org.batua.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.db.ServerLock;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.KeyRingFile;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;

/// The database of one command. Whoever holds the lock of the data directory starts and stops the
/// embedded PostgreSQL; a command beside a running server only connects.
final class Session implements AutoCloseable {
  private final Config config;
  private final @Nullable ServerLock lock;
  private final @Nullable EmbeddedDatabase embedded;
  private final DatabaseUrl url;
  private @Nullable KeyRingFile ring;

  private Session(
      Config config,
      @Nullable ServerLock lock,
      @Nullable EmbeddedDatabase embedded,
      DatabaseUrl url) {
    this.config = config;
    this.lock = lock;
    this.embedded = embedded;
    this.url = url;
  }

  static Session open(Config config) {
    LogFormat.ofCommand();
    return open(config, ServerLock.take(config.dataDir()));
  }

  /// As [#open(Config)], for a server: it never shares its data directory with another one.
  static Session openAlone(Config config) {
    var lock = ServerLock.take(config.dataDir());
    if (lock.isEmpty()) {
      throw new IllegalArgumentException(
          "data directory "
              + config.dataDir()
              + ": another server uses it (expected: one each; name another with --data-dir)");
    }
    return open(config, lock);
  }

  private static Session open(Config config, Optional<ServerLock> lock) {
    if (config.database().url().isPresent()) {
      return new Session(config, lock.orElse(null), null, config.database().url().get());
    }
    var embedded =
        EmbeddedDatabase.open(
            config.dataDir(), config.dataDir().toAbsolutePath().resolve("postgres-binaries"));
    return new Session(config, lock.orElse(null), embedded, embedded.database("batua"));
  }

  /// Runs one command against the database.
  static int run(Config config, Function<Gateway, Integer> command) {
    try (var session = open(config);
        var gateway = session.gateway()) {
      return command.apply(gateway);
    }
  }

  /// The merchant that a command names.
  static MerchantId merchant(Gateway gateway, String id) {
    return gateway
        .merchants()
        .find(new MerchantId(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "merchant " + id + ": unknown (expected: one of ./batua merchant list)"))
        .id();
  }

  Gateway gateway() {
    return Gateway.onSystemTime(config, url, keyRing());
  }

  /// Whether no server runs on this data directory.
  boolean isAlone() {
    return Optional.ofNullable(lock).isPresent();
  }

  DatabaseUrl url() {
    return url;
  }

  /// The superuser's address of the embedded PostgreSQL; empty when PostgreSQL is not ours.
  Optional<DatabaseUrl> administration() {
    return Optional.ofNullable(embedded).map(EmbeddedDatabase::administration);
  }

  /// A database for the simulator beside the gateway's; empty when PostgreSQL is not ours.
  Optional<DatabaseUrl> simulatorDatabase() {
    return Optional.ofNullable(embedded).map(postgres -> postgres.simulatorDatabase("simulator"));
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
    if (lock != null) {
      if (embedded != null) {
        embedded.close();
      }
      lock.close();
    }
  }

  /// Where the key ring is, or will be after the first start.
  static Path keyRingFile(Config config) {
    return config.keyRingFile().orElseGet(() -> config.dataDir().resolve("development-keyring"));
  }

  private KeyRing keyRing() {
    var followed =
        config
            .keyRingFile()
            .map(KeyRingFile::follow)
            .orElseGet(() -> KeyRingFile.followOrCreate(keyRingFile(config)));
    ring = followed;
    return followed.ring();
  }
}
