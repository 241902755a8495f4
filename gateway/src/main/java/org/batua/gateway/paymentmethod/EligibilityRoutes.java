package org.batua.gateway.paymentmethod;

import java.util.List;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.Orders;
import tools.jackson.databind.node.ObjectNode;

/// Which wallets of a customer can pay an amount or an order, on the wire. It stands here because
/// orders and wallets do not know each other.
public final class EligibilityRoutes {
  private static final int ORDER_LENGTH_MAX = 64;

  private final Eligibilities eligibilities;
  private final Orders orders;
  private final Connectors connectors;

  public EligibilityRoutes(Eligibilities eligibilities, Orders orders, Connectors connectors) {
    this.eligibilities = eligibilities;
    this.orders = orders;
    this.connectors = connectors;
  }

  public List<Route> routes() {
    return List.of(Route.post("/customers/{customer}/eligibility", Access.KEY, this::answer));
  }

  private Answer answer(Request request) {
    var all = eligibilities.of(request.merchant(), request.path("customer"), amount(request));
    var json = Answer.object();
    var list = json.putArray("payment_methods_eligibility");
    all.forEach(one -> put(list.addObject(), one));
    return Answer.ok(json);
  }

  private Money amount(Request request) {
    var params = request.params();
    var order = params.text("order_id", ORDER_LENGTH_MAX);
    if (order.isPresent()) {
      var amount = orders.find(request.merchant(), order.get()).order().amount();
      var given = OrderRoutes.amount(params, "amount", amount.currency());
      boolean another = given.filter(one -> !one.equals(amount)).isPresent();
      if (another) {
        throw Params.invalid("amount", "is not the order's");
      }
      return amount;
    }
    params.require("amount");
    var currency = OrderRoutes.currency(params, "currency");
    return OrderRoutes.amount(params, "amount", currency).orElseThrow();
  }

  private void put(ObjectNode json, Eligibility one) {
    json.put("status", one.status().name());
    json.put("payment_method_type", "WALLET");
    json.put("payment_method", one.wallet().gateway().code());
    json.put("is_eligible", one.status() == Eligibility.Status.SUCCESS);
    json.put("eligibility_strategy", "USER");
    one.balance().ifPresent(balance -> json.put("balance", balance.major()));
    json.put("description", name(one.wallet().gateway()) + " wallet");
    one.error()
        .ifPresent(
            error ->
                json.put("gateway_error_code", error.name())
                    .put("gateway_error_message", error.message()));
  }

  private String name(GatewayCode gateway) {
    return connectors.find(gateway).map(Connector::name).orElse(gateway.code());
  }
}
