package org.batua.gateway.db;

import org.flywaydb.core.Flyway;

/// Brings the schema to this version's state; several processes may try at once.
public final class Migrations {
  private Migrations() {}

  public static void run(Database database) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .connectRetries(10)
        .load()
        .migrate();
  }
}
