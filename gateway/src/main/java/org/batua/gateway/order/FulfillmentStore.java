package org.batua.gateway.order;

import java.time.Instant;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// The deliveries of orders as merchants report them, in PostgreSQL.
public final class FulfillmentStore {
  private static final String INSERT = Sql.text("order/insert_fulfillment");

  private final Database database;

  public FulfillmentStore(Database database) {
    this.database = database;
  }

  /// A merchant's report, all of it in the merchant's words; what was left out is empty.
  record Fulfillment(String status, String command, String time, String id) {}

  void insert(OrderRef order, Fulfillment told, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("order", order.value())
                .bind("status", told.status())
                .bind("command", told.command())
                .bind("time", told.time())
                .bind("id", told.id())
                .bind("now", now)
                .execute());
  }
}
