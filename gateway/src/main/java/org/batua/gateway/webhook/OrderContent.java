package org.batua.gateway.webhook;

import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Orders and payments under `content`: the body of the order's status with the differences that
/// the vendor's samples show.
public final class OrderContent {
  private static final String TXN_DETAIL = "txn_detail";
  private static final String RESPONSE = "payment_gateway_response";
  private static final String REFUNDS = "refunds";

  private final OrderJson json;

  public OrderContent(OrderJson json) {
    this.json = json;
  }

  ObjectNode order(OrderView view, EventName name, ApiVersion version) {
    var order = json.write(view, version);
    if (order.path(REFUNDS).isEmpty()) {
      order.remove(REFUNDS);
    }
    if (!isAnswered(order.path(RESPONSE))) {
      order.remove(RESPONSE);
    }
    if (name == EventName.ORDER_FAILED) {
      order.put("bank_error_code", order.path(TXN_DETAIL).path("error_code").asString(""));
      order.put("bank_error_message", order.path(TXN_DETAIL).path("error_message").asString(""));
    }
    if (name == EventName.ORDER_SUCCEEDED && view.order().status() == OrderStatus.CHARGED) {
      order.put(
          "maximum_eligible_refund_amount",
          view.order().amount().minus(view.order().refunded()).major());
    }
    return content("order", order);
  }

  /// A payment without its order.
  ObjectNode txn(OrderView view, ApiVersion version) {
    var order = json.write(view, ApiVersion.NEWEST);
    var detail = order.path(TXN_DETAIL);
    var txn = Answer.object();
    copy(detail, txn, "txn_id", "txn_uuid", "order_id", "status");
    txn.put("status_id", view.payment().orElseThrow().status().order().id());
    copy(detail, txn, "txn_amount", "net_amount", "surcharge_amount", "tax_amount", "currency");
    copy(order, txn, "payment_method_type", "payment_method");
    copy(detail, txn, "gateway", "gateway_id", "express_checkout", "redirect", "txn_flow_type");
    copy(detail, txn, "error_code", "error_message", "created");
    if (isAnswered(order.path(RESPONSE))) {
      txn.set(RESPONSE, order.path(RESPONSE));
    }
    return content("txn", txn);
  }

  /// Whether the provider has said anything yet.
  private static boolean isAnswered(JsonNode response) {
    return !(response.path("epg_txn_id").asString("")
            + response.path("resp_code").asString("")
            + response.path("resp_message").asString(""))
        .isEmpty();
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    for (var name : names) {
      if (from.has(name)) {
        to.set(name, from.path(name));
      }
    }
  }

  static ObjectNode content(String name, ObjectNode value) {
    var content = Answer.object();
    content.set(name, value);
    return content;
  }
}
