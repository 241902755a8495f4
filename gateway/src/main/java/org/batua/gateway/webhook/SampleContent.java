package org.batua.gateway.webhook;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.FailureReason;
import tools.jackson.databind.node.ObjectNode;

/// Events about things that never were, for the test of an endpoint.
public final class SampleContent {
  private static final Money AMOUNT = Money.inr(250_50);
  private static final Money REFUNDED = Money.inr(50_00);
  private static final String ZEROS = "0".repeat(32);
  private static final String SUFFIX = "sample0000000000";

  private final OrderContent json;
  private final InstantSource clock;

  public SampleContent(OrderContent json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  /// An event with its content.
  record Sample(Event event, ObjectNode content) {}

  Sample of(WebhookEndpoint endpoint, EventName name, String id) {
    var version = new ApiVersion(endpoint.apiVersion());
    var event = new Event(0, id, endpoint.merchant(), name, subject(name), clock.instant());
    var view = view(endpoint, name);
    var content =
        switch (name.content()) {
          case ORDER -> json.order(view, name, version);
          case TXN -> json.txn(view, version);
          case WALLET -> OrderContent.content("wallet", wallet(name));
          case TOPUP -> OrderContent.content("topup", topup(name));
        };
    return new Sample(event, content);
  }

  private static Event.Subject subject(EventName name) {
    return switch (name.content()) {
      case ORDER, TXN ->
          new Event.OfOrder(new OrderRef("ordeh_" + ZEROS), Optional.empty(), Optional.empty());
      case WALLET -> new Event.OfWallet(new WalletId("wlt_" + SUFFIX));
      case TOPUP -> new Event.OfTopup("wtpup_" + SUFFIX);
    };
  }

  private OrderView view(WebhookEndpoint endpoint, EventName name) {
    var status =
        switch (name) {
          case TXN_CREATED -> OrderStatus.AUTHORIZING;
          case TXN_FAILED, ORDER_FAILED -> OrderStatus.FAILED;
          default -> OrderStatus.CHARGED;
        };
    var refund = refund(name);
    var order =
        new Order(
            new OrderRef("ordeh_" + ZEROS),
            endpoint.merchant(),
            "sample_order",
            Optional.empty(),
            "sample_customer",
            AMOUNT,
            status,
            Map.of(),
            refund
                .filter(one -> one.status() != RefundStatus.DECLINED)
                .map(OrderView.Refund::amount)
                .orElse(Money.inr(0)),
            clock.instant(),
            Optional.empty());
    return new OrderView(order, Optional.of(payment(status)), refund.stream().toList());
  }

  private OrderView.Payment payment(OrderStatus status) {
    boolean isOpen = status == OrderStatus.AUTHORIZING;
    return new OrderView.Payment(
        "txn_" + ZEROS,
        1,
        isOpen
            ? PaymentStatus.SENDING
            : status == OrderStatus.CHARGED ? PaymentStatus.CHARGED : PaymentStatus.DECLINED,
        AMOUNT,
        new GatewayCode("MOBIKWIK"),
        Optional.empty(),
        isOpen ? "" : "SAMPLE1",
        Optional.of(FailureReason.DECLINED_OTHER).filter(_ -> status == OrderStatus.FAILED),
        isOpen ? "" : "0",
        isOpen ? "" : "sample",
        "",
        OrderView.Payment.Flow.DIRECT_DEBIT,
        clock.instant());
  }

  private Optional<OrderView.Refund> refund(EventName name) {
    var status =
        switch (name) {
          case REFUND_INITIATED -> Optional.of(RefundStatus.QUEUED);
          case ORDER_REFUNDED -> Optional.of(RefundStatus.SUCCEEDED);
          case ORDER_REFUND_FAILED -> Optional.of(RefundStatus.DECLINED);
          case REFUND_MANUAL_REVIEW_NEEDED -> Optional.of(RefundStatus.MANUAL_REVIEW);
          default -> Optional.<RefundStatus>empty();
        };
    return status.map(
        one ->
            new OrderView.Refund(
                "rfd_" + ZEROS,
                "sample_refund",
                one,
                REFUNDED,
                "",
                Optional.empty(),
                clock.instant(),
                OrderView.Refund.Of.PAYMENT));
  }

  private static ObjectNode wallet(EventName name) {
    return Answer.object()
        .put("id", "wlt_" + SUFFIX)
        .put("object", "wallet_account")
        .put("wallet", "MOBIKWIK")
        .putNull("token")
        .putNull("current_balance")
        .put("linked", name == EventName.WALLET_LINKED)
        .putNull("last_refreshed");
  }

  private static ObjectNode topup(EventName name) {
    return Answer.object()
        .put("topup_txn_id", "sample_topup")
        .put("wallet_id", "wlt_" + SUFFIX)
        .put("status", name == EventName.TOPUP_SUCCEEDED ? "SUCCESS" : "FAILURE")
        .put("amount", AMOUNT.major())
        .put("error_code", "")
        .put("error_message", "");
  }
}
