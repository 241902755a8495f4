package org.batua.gateway.webhook;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;

/// Orders as one of their payments sees them.
public final class PaymentViewStore {
  private static final NamedSql OF_PAYMENT = Sql.named("webhook/order_of_payment");

  private final Database database;

  public PaymentViewStore(Database database) {
    this.database = database;
  }

  /// The order with this payment, without refunds.
  Optional<OrderView> find(String payment) {
    return database.read(OF_PAYMENT, Map.of("txn", payment), OrderStore::view).stream().findFirst();
  }
}
