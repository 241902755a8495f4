package org.batua.gateway.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Provider accounts that operators closed, in PostgreSQL.
public final class AccountSwitchStore {
  private static final NamedSql CLOSED = Sql.named("provider/closed_accounts");
  private static final String CLOSE = Sql.text("provider/close_account");
  private static final String OPEN = Sql.text("provider/open_account");

  private final Database database;

  public AccountSwitchStore(Database database) {
    this.database = database;
  }

  /// By the accounts' ids.
  Map<String, ClosedAccount> closed() {
    return database.read(CLOSED, Map.of(), AccountSwitchStore::closed).stream()
        .collect(Collectors.toUnmodifiableMap(ClosedAccount::account, it -> it));
  }

  private static ClosedAccount closed(ResultSet row) throws SQLException {
    return new ClosedAccount(
        row.getString("account_id"),
        Rows.instant(row, "closed_at"),
        row.getString("closed_by"),
        row.getString("reason"));
  }

  boolean close(String account, String by, String reason, Instant now) {
    return database.run(
            handle ->
                handle
                    .createUpdate(CLOSE)
                    .bind("account", account)
                    .bind("by", by)
                    .bind("reason", reason)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  boolean open(String account) {
    return database.run(handle -> handle.createUpdate(OPEN).bind("account", account).execute())
        == 1;
  }
}
