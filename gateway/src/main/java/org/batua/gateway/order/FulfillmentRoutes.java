package org.batua.gateway.order;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.FulfillmentStore.Fulfillment;

/// A merchant's report of an order's delivery, on the wire. It is kept with the order and moves no
/// money.
public final class FulfillmentRoutes {
  private static final int LENGTH_MAX = 256;

  private final Orders orders;
  private final FulfillmentStore store;
  private final InstantSource clock;

  public FulfillmentRoutes(Orders orders, FulfillmentStore store, InstantSource clock) {
    this.orders = orders;
    this.store = store;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.post("/orders/{order}/fulfillment", Access.KEY, this::keep));
  }

  private Answer keep(Request request) {
    var params = request.params();
    params.require("fulfillment_status");
    var told =
        new Fulfillment(
            params.requiredText("fulfillment_status", LENGTH_MAX),
            params.text("fulfillment_command", LENGTH_MAX).orElse(""),
            params.text("fulfillment_time", LENGTH_MAX).orElse(""),
            params.text("fulfillment_id", LENGTH_MAX).orElse(""));
    var order = orders.find(request.merchant(), request.path("order")).order();
    store.insert(order.ref(), told, clock.instant());
    return Answer.ok(
        Answer.object().put("order_id", order.orderId()).put("status", order.status().word()));
  }
}
