package org.batua.gateway.testkit;

import java.util.Locale;
import java.util.Optional;
import org.batua.gateway.db.DatabaseUrl;

/// What the databases of a run are put through, so that all tests show what transient failures do:
/// `-Dbatua.database.trial=serializable` or `unreliable`.
enum DatabaseTrial {
  NONE,
  /// Transactions are serializable unless they say otherwise: PostgreSQL undoes those that
  /// conflict.
  SERIALIZABLE,
  /// Connections break at one statement in twenty, before or after its commit.
  UNRELIABLE;

  static DatabaseTrial ofRun() {
    var name = System.getProperty("batua.database.trial", NONE.name());
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// What stands before a database, where connections to it break.
  static Optional<UnreliableProxy> proxy(DatabaseUrl url) {
    return ofRun() == UNRELIABLE
        ? Optional.of(new UnreliableProxy(url, url.jdbc().hashCode()))
        : Optional.empty();
  }
}
