package org.batua.gateway.testkit;

import java.util.Objects;
import org.batua.gateway.db.DatabaseUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The PostgreSQL of the run, for a test class that needs databases and no gateway.
public final class Postgres implements BeforeAllCallback {
  private @Nullable TestPostgres run;

  @Override
  public void beforeAll(ExtensionContext context) {
    run = TestPostgres.of(context);
  }

  public DatabaseUrl newDatabase() {
    return Objects.requireNonNull(run).newDatabase();
  }

  public DatabaseUrl newDatabaseOfOneRole() {
    return Objects.requireNonNull(run).newDatabaseOfOneRole();
  }

  public DatabaseUrl newEmptyDatabase() {
    return Objects.requireNonNull(run).newEmptyDatabase();
  }
}
