package org.batua.gateway.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;

/// Orders as webhooks show them; attempts at the same time are batched into one statement.
public final class OrderViewStore {
  private final BatchedStatement<OrderView> ofOrders;
  private final BatchedStatement<OrderView> ofPayments;

  public OrderViewStore(Database database) {
    this.ofOrders = new BatchedStatement<>(database, Sql.named("webhook/orders"), OrderStore::view);
    this.ofPayments =
        new BatchedStatement<>(database, Sql.named("webhook/orders_of_payments"), OrderStore::view);
  }

  Optional<OrderView> find(OrderRef order) {
    return first(ofOrders.read(Map.of("ref", order.value())));
  }

  /// The order with this payment, without refunds.
  Optional<OrderView> findOfPayment(String payment) {
    return first(ofPayments.read(Map.of("txn", payment)));
  }

  private static Optional<OrderView> first(List<OrderView> views) {
    return views.stream().findFirst();
  }
}
