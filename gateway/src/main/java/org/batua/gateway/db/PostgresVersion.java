package org.batua.gateway.db;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// Refuses a PostgreSQL that is too old before anything is changed in it.
public final class PostgresVersion implements Callback {
  /// The oldest one that our statements are tried on.
  public static final int MIN = 15;

  private static final String ASK =
      "select current_setting('server_version_num')::integer / 10000 as version";

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (var statement = context.getConnection().createStatement();
        var row = statement.executeQuery(ASK)) {
      row.next();
      refuse(row.getInt("version"));
    } catch (SQLException e) {
      throw new IllegalStateException("version of PostgreSQL: not told", e);
    }
  }

  static void refuse(int version) {
    if (version < MIN) {
      throw new IllegalArgumentException(
          "database: PostgreSQL " + version + " (expected: " + MIN + " or newer)");
    }
  }

  @Override
  public String getCallbackName() {
    return "version of PostgreSQL";
  }
}
