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
    var owner = settings.text("database.migration_url").map(DatabaseUrl::parse);
    var pooler = settings.choice("database.pooler", DatabaseUrl.Pooler.NONE);
    return settings
        .text("database.url")
        .map(DatabaseUrl::parse)
        .map(url -> url.behind(pooler))
        .map(url -> owner.map(url::migratedBy).orElse(url));
  }
}
