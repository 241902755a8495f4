package org.batua.gateway.checkout;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.Orders;
import tools.jackson.databind.node.ObjectNode;

/// `POST /session`: an order, and everything that a customer's browser or app needs to pay it.
/// Source of the answer's form: the vendor's public session pages and samples.
public final class SessionRoutes {
  private static final String SERVICE = "batua.checkout";

  private final Orders orders;
  private final ClientTokens tokens;
  private final CheckoutEntry entry;
  private final Merchants merchants;
  private final Supplier<URI> baseUrl;

  public SessionRoutes(
      Orders orders,
      ClientTokens tokens,
      CheckoutEntry entry,
      Merchants merchants,
      Supplier<URI> baseUrl) {
    this.orders = orders;
    this.tokens = tokens;
    this.entry = entry;
    this.merchants = merchants;
    this.baseUrl = baseUrl;
  }

  public List<Route> routes() {
    return List.of(Route.post("/session", Access.KEY, this::create));
  }

  /// Creates an order, or updates an unpaid one, and answers a session of it.
  public Answer create(Request request) {
    var params = request.params();
    var content = OrderRoutes.content(params, "");
    var order = orders.create(request.merchant(), content, Orders.IfDifferent.UPDATE).order();
    var token = order.customer().map(tokens::issue);
    var linkUntil = entry.startLinkExpiry();
    var expiry = date(order.expiresAt().filter(linkUntil::isAfter).orElse(linkUntil));
    var json = Answer.object();
    json.put("status", order.status().word());
    json.put("status_id", order.status().id());
    json.put("id", order.ref().value());
    json.put("order_id", order.orderId());
    json.putObject("payment_links")
        .put("web", webLink(order))
        .put("mobile", link("pay/", order) + "?mobile=true")
        .put("iframe", link("ipay/", order))
        .put("expiry", expiry);
    token.ifPresent(
        issued ->
            json.putObject("juspay")
                .put("client_auth_token", issued.token().reveal())
                .put("client_auth_token_expiry", date(issued.expiresAt())));
    var sdk = json.putObject("sdk_payload");
    sdk.put("requestId", request.id()).put("service", SERVICE);
    putPayload(sdk.putObject("payload"), order, token, params.text("payment_page_client_id", 64));
    sdk.put("expiry", expiry);
    order.expiresAt().ifPresent(it -> json.put("order_expiry", date(it)));
    return Answer.ok(json);
  }

  private void putPayload(
      ObjectNode payload,
      Order order,
      Optional<ClientTokens.Issued> token,
      Optional<String> clientId) {
    payload.put("service", SERVICE);
    payload.put("action", "paymentPage");
    payload.put("merchantId", order.merchant().value());
    payload.put("clientId", clientId.orElse(order.merchant().value()));
    payload.put("orderId", order.orderId());
    payload.put("amount", order.amount().majorFixed());
    payload.put("currency", order.amount().currency().toString());
    payload.put("customerId", order.customerGiven());
    payload.put("customerEmail", order.detail("customer_email"));
    payload.put("customerPhone", order.detail("customer_phone"));
    payload.put("description", order.detail("description"));
    payload.put("returnUrl", order.detail("return_url"));
    payload.put("environment", environment(order));
    token.ifPresent(
        issued ->
            payload
                .put("clientAuthToken", issued.token().reveal())
                .put("clientAuthTokenExpiry", date(issued.expiresAt())));
  }

  /// A start link for a customer that the merchant knows; for anybody else the plain one.
  private String webLink(Order order) {
    return order
        .customer()
        .map(
            customer ->
                baseUrl.get()
                    + "/merchant/start/"
                    + entry.startLink(order.ref(), customer).reveal())
        .orElseGet(() -> link("pay/", order));
  }

  private String link(String kind, Order order) {
    return baseUrl.get() + "/merchant/" + kind + order.ref();
  }

  private String environment(Order order) {
    return merchants
        .find(order.merchant())
        .filter(merchant -> merchant.purpose() == Merchant.Purpose.LIVE)
        .map(_ -> "production")
        .orElse("sandbox");
  }

  private static String date(Instant at) {
    return ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
