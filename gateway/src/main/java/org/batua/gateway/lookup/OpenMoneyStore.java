package org.batua.gateway.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// Reads how much money of a merchant has an open end.
public final class OpenMoneyStore {
  private static final String OPEN = Sql.text("lookup/open_money");
  private static final int SCAN_MAX = 2_000;

  private final Database database;
  private final InstantSource clock;

  public OpenMoneyStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// By age and currency, the youngest first; of each kind at most 2,000 are looked at.
  public List<OpenMoney> of(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("merchant", merchant.value())
                .bind("now", clock.instant())
                .bind("scan", SCAN_MAX)
                .map((row, _) -> open(row))
                .list());
  }

  private static OpenMoney open(ResultSet row) throws SQLException {
    return new OpenMoney(
        OpenMoney.Age.valueOf(row.getString("age")),
        row.getLong("transactions"),
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))));
  }
}
