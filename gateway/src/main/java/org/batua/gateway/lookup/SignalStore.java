package org.batua.gateway.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import tools.jackson.databind.json.JsonMapper;

/// Reads what passed between us, providers and a merchant about an order.
public final class SignalStore {
  private static final NamedSql CALLS = Sql.named("lookup/calls_of_order");
  private static final NamedSql CALLS_OF_CUSTOMER = Sql.named("lookup/calls_of_customer");
  private static final NamedSql NOTIFICATIONS = Sql.named("lookup/notifications_of_order");
  private static final NamedSql WEBHOOKS = Sql.named("lookup/webhooks_of_order");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public SignalStore(Database database) {
    this.database = database;
  }

  /// All about an order that is the merchant's, in no order.
  ///
  /// @param order our ref of it
  public List<Signal> ofOrder(MerchantId merchant, String order) {
    List<Signal> all = new ArrayList<>();
    all.addAll(database.read(CALLS, Map.of("order", order), SignalStore::called));
    all.addAll(database.read(NOTIFICATIONS, Map.of("order", order), SignalStore::notified));
    all.addAll(
        database.read(
            WEBHOOKS,
            Map.of("order", order, "merchant", merchant.value()),
            SignalStore::delivered));
    return all;
  }

  /// The latest calls about a customer's wallets, newest first.
  public List<Signal.Called> ofCustomer(String customer) {
    return database.read(CALLS_OF_CUSTOMER, Map.of("customer", customer), SignalStore::called);
  }

  private static Signal.Called called(ResultSet row) throws SQLException {
    List<Signal.Exchange> exchanges = new ArrayList<>();
    for (var exchange : JSON.readTree(row.getString("exchanges"))) {
      exchanges.add(
          new Signal.Exchange(
              exchange.path("request").asString(),
              exchange.path("status").asInt(),
              exchange.path("answer").asString()));
    }
    return new Signal.Called(
        Rows.instant(row, "started_at"),
        row.getInt("took_ms"),
        row.getString("operation"),
        row.getString("gateway"),
        row.getString("outcome"),
        row.getString("error"),
        row.getString("provider_code"),
        row.getInt("http_status"),
        exchanges);
  }

  private static Signal.Notified notified(ResultSet row) throws SQLException {
    return new Signal.Notified(
        Rows.instant(row, "received_at"),
        row.getString("provider_account_id"),
        row.getString("status"),
        row.getInt("attempts"));
  }

  private static Signal.Delivered delivered(ResultSet row) throws SQLException {
    return new Signal.Delivered(
        Rows.instant(row, "at"),
        row.getString("name"),
        row.getString("endpoint"),
        row.getString("delivery"),
        row.getString("status"),
        row.getInt("attempt"),
        row.getInt("http_status"),
        row.getString("error"),
        row.getInt("took_ms"));
  }
}
