package org.batua.gateway.paymentmethod;

import java.util.List;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.Orders;
import org.batua.gateway.wallet.WalletRoutes;

/// The wallets that an order's customer can pay with. It stands here because orders and wallets do
/// not know each other.
public final class OrderWalletRoutes {
  private final Orders orders;
  private final WalletRoutes wallets;

  public OrderWalletRoutes(Orders orders, WalletRoutes wallets) {
    this.orders = orders;
    this.wallets = wallets;
  }

  public List<Route> routes() {
    return List.of(Route.get("/orders/{order}/wallets", Access.KEY_OR_CLIENT_TOKEN, this::wallets));
  }

  private Answer wallets(Request request) {
    return orders
        .reach(request.caller(), request.path("order"))
        .order()
        .customer()
        .map(customer -> wallets.list(request, customer.value()))
        .orElseGet(() -> wallets.none(request));
  }
}
