package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.batua.gateway.db.DatabaseUrl;
import org.jdbi.v3.core.Jdbi;

/// A database of the version whose newest migration was V10, with a payment, a refund and a top-up
/// in each status. Orders are named after what their payment was doing.
public final class FormerDatabase {
  private static final String DUMP = "/upgrade/v10.dump";

  private FormerDatabase() {}

  /// Restores the dump into an empty database.
  public static void restoreInto(DatabaseUrl empty) {
    Jdbi.create(empty.jdbc()).useHandle(handle -> handle.createScript(dump()).execute());
  }

  private static String dump() {
    try (var in = FormerDatabase.class.getResourceAsStream(DUMP)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
