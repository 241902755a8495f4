package org.batua.gateway.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;

/// What of a merchant's orders may still be given back.
public final class RefundableStore {
  private static final NamedSql READ = Sql.named("lookup/refundable_orders");

  private final Database database;

  public RefundableStore(Database database) {
    this.database = database;
  }

  /// An order.
  ///
  /// @param requests those of the requests asked about that were made before
  public record Refundable(String orderId, String status, Money left, List<String> requests) {}

  /// The orders that there are, by the merchant's id.
  public Map<String, Refundable> read(
      MerchantId merchant, List<String> orders, List<String> requests) {
    Map<String, Refundable> found = new HashMap<>();
    database
        .read(
            READ,
            Map.of("merchant", merchant.value(), "orders", orders, "requests", requests),
            RefundableStore::refundable)
        .forEach(it -> found.put(it.orderId(), it));
    return found;
  }

  private static Refundable refundable(ResultSet row) throws SQLException {
    return new Refundable(
        row.getString("order_id"),
        row.getString("status"),
        new Money(row.getLong("left_minor"), Currency.getInstance(row.getString("currency"))),
        Arrays.asList((String[]) row.getArray("known").getArray()));
  }
}
