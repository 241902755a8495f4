package org.batua.gateway.payment;

import java.time.Instant;
import java.util.Map;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;

/// The uses of wallet tokens, which have to be known for as long as a token could live.
public final class TokenUseStore {
  private static final NamedSql FORGET = Sql.named("payment/forget_token_uses");

  private final Database database;

  public TokenUseStore(Database database) {
    this.database = database;
  }

  /// Deletes some that are older.
  ///
  /// @return how many
  public int forget(Instant before, int limit) {
    return database
        .write(FORGET, Map.of("before", before, "limit", limit), row -> row.getInt("gone"))
        .getFirst();
  }
}
