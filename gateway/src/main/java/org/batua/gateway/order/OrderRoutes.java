package org.batua.gateway.order;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.base.Money;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.ReturnUrls;
import tools.jackson.databind.node.ObjectNode;

/// Orders on the wire, with the legacy paths that old clients use.
public final class OrderRoutes {
  private static final int ORDER_ID_LENGTH_MAX = 64;
  private static final int DETAIL_LENGTH_MAX = 512;
  private static final Pattern PROSE =
      Pattern.compile(
          "description|udf(?:[1-9]|10)|(?:billing|shipping)_address_.*", Pattern.DOTALL);
  private static final int COUNT_MAX = 100;
  private static final int OFFSET_MAX = 10_000_000;
  private static final long AMOUNT_MAX_MINOR = 1_000_000_000_000L;
  private static final int MINOR_OF_ONE = 100;
  private static final Pattern AMOUNT = Pattern.compile("[0-9]+(?:\\.[0-9]{1,2})?");
  private static final int PROSE_LENGTH_MAX = 4096;
  private static final String INDIA = "91";
  private static final List<String> DETAILS = List.of("customer_email", "product_id", "gateway_id");
  private static final Set<String> METADATA_IN_ONE_LINE =
      Set.of("metadata.JUSPAY:gateway_reference_id", "metadata.webhook_url");

  private final Orders orders;
  private final ClientTokens tokens;
  private final OrderJson json;

  public OrderRoutes(Orders orders, ClientTokens tokens, OrderJson json) {
    this.orders = orders;
    this.tokens = tokens;
    this.json = json;
  }

  public List<Route> routes() {
    var device = Access.KEY_OR_CLIENT_TOKEN;
    return List.of(
        Route.post("/orders", Access.KEY, this::create),
        Route.post("/order/create", Access.KEY, this::createOrUpdate),
        Route.post("/orders/{order}", Access.KEY, request -> update(request, orderInPath(request))),
        Route.post("/order/update", Access.KEY, request -> update(request, orderInForm(request))),
        Route.get("/order/list", Access.KEY, this::list),
        Route.get("/orders", Access.KEY, this::list),
        Route.get("/orders/{order}", device, request -> status(request, orderInPath(request))),
        Route.get("/order/status", device, this::namedStatus),
        Route.post("/order/status", device, this::namedStatus));
  }

  /// The order's content, with an optional prefix of its parameters' names.
  public static Orders.Content content(Params params, String prefix) {
    params.require(prefix + "order_id", prefix + "amount");
    var orderId = params.externalId(prefix + "order_id", ORDER_ID_LENGTH_MAX).value();
    var currency = currency(params, prefix + "currency");
    var amount = amount(params, prefix + "amount", currency).orElseThrow();
    var customer = params.text(prefix + "customer_id", 128).orElse("");
    return new Orders.Content(orderId, amount, customer, details(params, prefix));
  }

  /// An amount of at least one rupee or rupiah; empty when none is given.
  public static Optional<Money> amount(Params params, String name, Currency currency) {
    return params.text(name, 32).map(text -> amount(name, text, currency, MINOR_OF_ONE));
  }

  /// An amount of at least the smallest coin; empty when none is given.
  public static Optional<Money> positiveAmount(Params params, String name, Currency currency) {
    return params.text(name, 32).map(text -> amount(name, text, currency, 1));
  }

  private static Money amount(String name, String text, Currency currency, long minorMin) {
    return Optional.of(text)
        .filter(AMOUNT.asMatchPredicate())
        .flatMap(plain -> Money.parse(plain, currency))
        .filter(money -> money.minor() >= minorMin && money.minor() <= AMOUNT_MAX_MINOR)
        .orElseThrow(() -> Params.invalid(name, "must be " + expected(currency, minorMin)));
  }

  private static String expected(Currency currency, long minorMin) {
    return Money.decimals(currency) == 0
        ? "at least 1, without decimals"
        : "at least "
            + new Money(minorMin, currency).major().toPlainString()
            + ", with at most two decimals";
  }

  private Answer create(Request request) {
    var content = content(request.params(), "");
    boolean withToken = wantsToken(request.params());
    var view = orders.create(request.merchant(), content, Orders.IfDifferent.REFUSE);
    return Answer.ok(withToken ? withToken(view) : created(view.order()));
  }

  /// As old clients do, whose way to change an order is to create it again: the answer of an order
  /// that was known is the full one, from which they read what it holds now.
  private Answer createOrUpdate(Request request) {
    var content = content(request.params(), "");
    boolean withToken = wantsToken(request.params());
    boolean isKnown = orders.lookUp(request.merchant(), content.orderId()).isPresent();
    var view = orders.create(request.merchant(), content, Orders.IfDifferent.UPDATE);
    if (!isKnown) {
      return Answer.ok(withToken ? withToken(view) : created(view.order()));
    }
    var body = json.write(view, request.version());
    if (withToken) {
      putToken(body, view.order());
    } else {
      putCreationStatus(body, view.order());
    }
    return Answer.ok(body);
  }

  private static boolean wantsToken(Params params) {
    return params.flag("options.get_client_auth_token");
  }

  private ObjectNode created(Order order) {
    var body = Answer.object();
    putCreationStatus(body, order);
    body.put("id", order.ref().value());
    body.put("order_id", order.orderId());
    json.putPaymentLinks(body, order);
    return body;
  }

  private static void putCreationStatus(ObjectNode body, Order order) {
    boolean isUnpaid = order.status() == OrderStatus.NEW;
    body.put("status", isUnpaid ? "CREATED" : order.status().word());
    body.put("status_id", isUnpaid ? 1 : order.status().id());
  }

  private ObjectNode withToken(OrderView view) {
    var order = view.order();
    var body = created(order);
    body.put("status", order.status().word());
    body.put("status_id", order.status().id());
    OrderJson.putUdf(body, order);
    body.put("return_url", order.detail("return_url"));
    body.put("refunded", false);
    body.put("product_id", order.detail("product_id"));
    body.put("merchant_id", order.merchant().value());
    body.put("date_created", ISO_INSTANT.format(order.createdAt()));
    body.put("customer_phone", order.detail("customer_phone"));
    body.put("customer_id", order.customerGiven());
    body.put("customer_email", order.detail("customer_email"));
    body.put("currency", order.amount().currency().toString());
    body.put("amount_refunded", view.refundedOrUnderWay().major());
    body.put("amount", order.amount().major());
    putToken(body, order);
    return body;
  }

  private void putToken(ObjectNode body, Order order) {
    order
        .customer()
        .ifPresent(
            customer -> {
              var issued = tokens.issue(customer);
              body.putObject("juspay")
                  .put("client_auth_token", issued.token().reveal())
                  .put(
                      "client_auth_token_expiry",
                      ISO_INSTANT.format(issued.expiresAt().truncatedTo(ChronoUnit.SECONDS)));
            });
  }

  private Answer update(Request request, String orderId) {
    var params = request.params();
    var view =
        orders.update(
            request.merchant(),
            orderId,
            currency -> amount(params, "amount", currency),
            details(params, ""));
    return Answer.ok(json.write(view, request.version()));
  }

  private Answer status(Request request, String orderId) {
    return Answer.ok(json.write(orders.status(request.caller(), orderId), request.version()));
  }

  /// The status of the order that a parameter names.
  public Answer namedStatus(Request request) {
    return status(request, orderInForm(request));
  }

  private Answer list(Request request) {
    int count = request.params().wholeNumber("count", 10, 1, COUNT_MAX);
    int offset = request.params().wholeNumber("offset", 0, 0, OFFSET_MAX);
    var listing = orders.list(request.merchant(), count, offset);
    var body = Answer.object();
    body.put("count", listing.orders().size());
    body.put("offset", offset);
    body.put("total", listing.total());
    var list = body.putArray("list");
    listing.orders().forEach(view -> list.add(json.write(view, request.version())));
    return Answer.ok(body);
  }

  private static String orderInPath(Request request) {
    return request.path("order");
  }

  private static String orderInForm(Request request) {
    request.params().require("order_id");
    return request.params().requiredText("order_id", ORDER_ID_LENGTH_MAX);
  }

  /// The currency of an amount: rupees unless the call names another.
  public static Currency currency(Params params, String name) {
    return Money.currency(params.text(name, 3).orElse("INR"))
        .orElseThrow(() -> Params.invalid(name, "must be INR or IDR"));
  }

  private static Map<String, String> details(Params params, String prefix) {
    Map<String, String> details = new HashMap<>();
    for (var name : DETAILS) {
      params.text(prefix + name, DETAIL_LENGTH_MAX).ifPresent(text -> details.put(name, text));
    }
    params
        .mobileNumber(prefix + "customer_phone", INDIA)
        .ifPresent(text -> details.put("customer_phone", text));
    for (var given : params.names()) {
      if (given.startsWith(prefix)) {
        var name = given.substring(prefix.length());
        detail(params, given, name).ifPresent(text -> details.put(name, text));
      }
    }
    ReturnUrls.read(params, prefix + "return_url").ifPresent(url -> details.put("return_url", url));
    return details;
  }

  /// What the merchant wrote for itself or its customer; of metadata some names are ours to use.
  private static Optional<String> detail(Params params, String given, String name) {
    if (METADATA_IN_ONE_LINE.contains(name)) {
      return params.text(given, DETAIL_LENGTH_MAX);
    }
    if (name.startsWith("metadata.")) {
      return params.proseOrList(given, PROSE_LENGTH_MAX);
    }
    return PROSE.matcher(name).matches() ? params.prose(given, PROSE_LENGTH_MAX) : Optional.empty();
  }
}
