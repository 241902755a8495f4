package org.batua.gateway.wiring;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;

/// The database and the pool of connections to it.
///
/// @param url empty for the embedded PostgreSQL
/// @param connectionWait how long a request waits for a connection
/// @param statementTime how long one statement may run
public record DatabaseSettings(
    Optional<DatabaseUrl> url, int connections, Duration connectionWait, Duration statementTime) {
  static DatabaseSettings read(Settings settings) {
    return new DatabaseSettings(
        url(settings),
        settings.whole("database.connections", 16, 2, 500),
        settings.seconds("database.wait_seconds", 3, 1, 60),
        settings.seconds("database.statement_seconds", 15, 1, 300));
  }

  /// The servers' pool; the caller closes it.
  Database open(DatabaseUrl at) {
    return new Database(at, connections, connectionWait, statementTime);
  }

  private static Optional<DatabaseUrl> url(Settings settings) {
    var owner = address(settings, "database.migration_url");
    var pooler = settings.choice("database.pooler", DatabaseUrl.Pooler.NONE);
    return address(settings, "database.url")
        .map(url -> url.behind(pooler))
        .map(url -> owner.map(url::migratedBy).orElse(url));
  }

  private static Optional<DatabaseUrl> address(Settings settings, String name) {
    try {
      return settings.text(name).map(DatabaseUrl::parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("setting " + name + ": " + e.getMessage(), e);
    }
  }
}
