package org.batua.gateway.refund;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;

/// Refunds on the wire.
public final class RefundRoutes {
  private static final int ID_LENGTH_MAX = 64;

  private final Refunds refunds;
  private final OrderStore orders;
  private final OrderJson json;

  public RefundRoutes(Refunds refunds, OrderStore orders, OrderJson json) {
    this.refunds = refunds;
    this.orders = orders;
    this.json = json;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/orders/{order}/refunds", Access.KEY, this::ofOrder),
        Route.post("/order/refund", Access.KEY, request -> order(request, orderInForm(request))),
        Route.post("/refunds", Access.KEY, this::one));
  }

  /// A refund of the order in the path.
  public Answer ofOrder(Request request) {
    return order(request, request.path("order"));
  }

  private Answer order(Request request, String orderId) {
    return Answer.ok(json.write(refund(request, payment(orderId)), request.version()));
  }

  /// Answers the refund alone; its order is named by its id or by one of its txns.
  private Answer one(Request request) {
    var view = refund(request, orderOrTxn(request));
    var id = request.params().requiredText("unique_request_id", ID_LENGTH_MAX);
    return view.refunds().stream()
        .filter(refund -> refund.uniqueRequestId().equals(id))
        .findFirst()
        .map(refund -> Answer.ok(OrderJson.write(refund).put("order_id", view.order().orderId())))
        .orElseThrow(() -> new IllegalStateException("refund " + id + ": not in its order"));
  }

  private OrderView refund(Request request, Refunds.Target target) {
    var params = request.params();
    params.require("unique_request_id");
    var id = params.externalId("unique_request_id", ID_LENGTH_MAX).value();
    if (id.startsWith(OrderView.Refund.SYSTEM_ID_PREFIX)) {
      throw Params.invalid(
          "unique_request_id", "must not begin with " + OrderView.Refund.SYSTEM_ID_PREFIX);
    }
    return refunds.refund(
        request.merchant(),
        target,
        id,
        currency -> OrderRoutes.positiveAmount(params, "amount", currency));
  }

  private static Refunds.Target payment(String orderId) {
    return new Refunds.Target(orderId, Optional.empty());
  }

  private static String orderInForm(Request request) {
    request.params().require("order_id", "unique_request_id");
    return request.params().requiredText("order_id", ID_LENGTH_MAX);
  }

  /// A second charge goes back only by its own name: the order's refunds are of its payment.
  private Refunds.Target orderOrTxn(Request request) {
    var txn = request.params().text("txn_id", 160);
    if (txn.isEmpty()) {
      return payment(orderInForm(request));
    }
    var named =
        orders
            .txnNamed(request.merchant(), txn.get())
            .orElseThrow(() -> new Rejected(new Rejection.UnknownOrder(txn.get())));
    if (named.status() != PaymentStatus.CHARGED) {
      throw Refunds.notCharged();
    }
    return switch (named.charge()) {
      case FIRST -> payment(named.orderId());
      case SECOND -> new Refunds.Target(named.orderId(), Optional.of(named.uuid()));
    };
  }
}
