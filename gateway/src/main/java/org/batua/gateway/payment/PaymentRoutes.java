package org.batua.gateway.payment;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.OrderView.Payment.Flow;
import org.batua.gateway.order.Orders;
import tools.jackson.databind.node.ObjectNode;

/// Paying on the wire.
public final class PaymentRoutes {
  private static final String CREATE_PREFIX = "order.";

  private final Payments payments;
  private final Orders orders;
  private final Supplier<URI> baseUrl;

  public PaymentRoutes(Payments payments, Orders orders, Supplier<URI> baseUrl) {
    this.payments = payments;
    this.orders = orders;
    this.baseUrl = baseUrl;
  }

  public List<Route> routes() {
    return List.of(Route.post("/txns", Access.KEY_OR_CLIENT_TOKEN, this::pay));
  }

  private Answer pay(Request request) {
    var params = request.params();
    params.require("payment_method_type");
    if (!params.requiredText("payment_method_type", 32).equals("WALLET")) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
    checkMerchant(request);
    var gateway = params.text("payment_method", 32).map(PaymentRoutes::gateway);
    var token = params.secret("direct_wallet_token", 128);
    boolean asJson = "json".equals(params.text("format", 16).orElse(""));
    if (token.isEmpty()) {
      params.require("payment_method");
      var place = payments.placeWithoutToken(request.merchant(), gateway.orElseThrow());
      if (place == Payments.Place.CHECKOUT) {
        return payInCheckout(request, gateway.get(), asJson);
      }
    }
    var view =
        token.isPresent()
            ? payFromWallet(request, token.get(), gateway)
            : payOnPage(request, gateway.orElseThrow());
    var txn = view.payment().orElseThrow();
    var url = authenticationUrl(view, txn);
    return asJson ? Answer.ok(write(view, txn, url)) : Answer.redirect(url);
  }

  /// An order that is named, or created by the same call.
  private OrderView payFromWallet(Request request, Secret token, Optional<GatewayCode> gateway) {
    return isNew(request)
        ? payments.payNew(request.merchant(), newOrder(request), token, gateway)
        : payments.pay(request.caller(), namedOrder(request), token, gateway);
  }

  /// Without a token: on the provider's page.
  private OrderView payOnPage(Request request, GatewayCode gateway) {
    return payments.payOnPage(request.caller(), orderToPay(request), gateway);
  }

  /// Without a token, where the provider has no page: in our checkout, reduced to this gateway.
  private Answer payInCheckout(Request request, GatewayCode gateway, boolean asJson) {
    var view = payments.payInCheckout(request.caller(), orderToPay(request), gateway);
    var url =
        "%s/merchant/pay/%s/wallet?gateway=%s"
            .formatted(baseUrl.get(), view.order().ref(), gateway.code());
    return asJson
        ? Answer.ok(write(view, view.payment().orElseThrow(), url))
        : Answer.redirect(url);
  }

  /// The order that is named, or the one that comes with the call.
  private String orderToPay(Request request) {
    if (!isNew(request)) {
      return namedOrder(request);
    }
    var order = newOrder(request);
    orders.create(request.merchant(), order, Orders.IfDifferent.REFUSE);
    return order.orderId();
  }

  private static boolean isNew(Request request) {
    return request.params().has(CREATE_PREFIX + "order_id");
  }

  private static Orders.Content newOrder(Request request) {
    request.merchantOnly();
    return OrderRoutes.content(request.params(), CREATE_PREFIX);
  }

  private static String namedOrder(Request request) {
    request.params().require("order_id");
    return request.params().requiredText("order_id", 64);
  }

  private static void checkMerchant(Request request) {
    var given = request.params().text("merchant_id", 64);
    if (given.isPresent() && !given.get().equals(request.merchant().value())) {
      throw Params.invalid("merchant_id", "is not the merchant of this API key");
    }
  }

  private static GatewayCode gateway(String text) {
    return GatewayCode.parse(text)
        .orElseThrow(() -> Params.invalid("payment_method", "is not a gateway's name"));
  }

  private static ObjectNode write(OrderView view, OrderView.Payment txn, String url) {
    var json = Answer.object();
    json.put("order_id", view.order().orderId());
    json.put("txn_id", view.txnId(txn));
    json.put("txn_uuid", txn.uuid());
    json.put("status", word(txn));
    Optional.of(OrderJson.errorCode(txn))
        .filter(code -> !code.isEmpty())
        .ifPresent(code -> json.put("error_code", code).put("error_message", message(txn)));
    putWays(json, url);
    return json;
  }

  private static void putWays(ObjectNode json, String url) {
    json.putObject("payment").putObject("authentication").put("method", "GET").put("url", url);
    json.putObject("offer_details").putArray("offers");
  }

  private static String message(OrderView.Payment txn) {
    return switch (txn.status()) {
      case SENDING, UNKNOWN, MANUAL_REVIEW ->
          "The outcome is not known yet and is being found out. Ask the order's status.";
      case PENDING,
          AWAITING_CONFIRMATION,
          AWAITING_WALLET,
          AWAITING_FUNDS,
          FUNDS_IN_TRANSIT,
          FUNDED,
          AWAITING_REDIRECT,
          CHARGED,
          PRESUMED_FAILED,
          DECLINED,
          NOT_SENT ->
          txn.providerMessage();
    };
  }

  /// A customer who must act for a linked wallet makes the txn pending, while the order is
  /// `PENDING_VBV`.
  private static String word(OrderView.Payment txn) {
    return needsCustomer(txn) && txn.flow() == Flow.DIRECT_DEBIT
        ? "PENDING"
        : txn.status().order().word();
  }

  private static boolean needsCustomer(OrderView.Payment txn) {
    return txn.status().order() == OrderStatus.PENDING_CUSTOMER;
  }

  private String authenticationUrl(OrderView view, OrderView.Payment txn) {
    var page = needsCustomer(txn) ? "start" : "finish";
    return baseUrl.get()
        + "/pay/"
        + page
        + "/"
        + view.order().merchant()
        + "/"
        + URLEncoder.encode(txn.uuid(), StandardCharsets.UTF_8);
  }
}
