package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import tools.jackson.databind.JsonNode;

/// One customer with a linked wallet at a shop of its own, and the usual steps of paying.
public final class Till {
  private static final AtomicInteger ORDERS = new AtomicInteger();
  private static final Set<String> OPEN =
      Set.of(
          "QUEUED",
          "SENDING",
          "UNKNOWN",
          "PENDING",
          "AWAITING_CONFIRMATION",
          "AWAITING_WALLET",
          "AWAITING_FUNDS",
          "FUNDS_IN_TRANSIT",
          "FUNDED",
          "AWAITING_REDIRECT");

  private final GatewayFixture fixture;
  private final Shop shop;
  private final String phone;
  private final String customer;
  private final String wallet;
  private final Connector connector;

  private Till(GatewayFixture fixture, Shop shop, String phone) {
    this.fixture = fixture;
    this.shop = shop;
    this.phone = phone;
    this.connector =
        fixture.gateway().connectors().find(new GatewayCode(shop.gateway())).orElseThrow();
    if (connector.redirectLinking().isPresent()) {
      var consenting = Consenting.at(shop, shop.gateway());
      this.customer = consenting.customer(phone);
      this.wallet = consenting.walletOf(customer);
      consenting.go(wallet, phone, "approve");
    } else {
      this.customer = shop.customer(phone);
      this.wallet = shop.walletOf(customer);
      shop.linked(wallet);
    }
  }

  /// A customer whose provider behaves well.
  public static Till open(GatewayFixture fixture) {
    return open(fixture, Shop.newPhone());
  }

  public static Till open(GatewayFixture fixture, String phone) {
    return at(fixture, fixture.newShop(), phone);
  }

  public static Till at(GatewayFixture fixture, Shop shop, String phone) {
    return new Till(fixture, shop, phone);
  }

  public Shop shop() {
    return shop;
  }

  public Api api() {
    return shop.api();
  }

  public String customer() {
    return customer;
  }

  public String wallet() {
    return wallet;
  }

  public String phone() {
    return phone;
  }

  public String token() {
    return shop.read(wallet).path("token").asString();
  }

  public static String newOrderId() {
    return "order_" + ORDERS.incrementAndGet();
  }

  /// A new order of this customer.
  ///
  /// @return the merchant's id of it
  public String order(String amount) {
    var id = newOrderId();
    var currency = connector.profile().currency().getCurrencyCode();
    api()
        .post("/orders")
        .form("order_id", id, "amount", amount, "customer_id", customer, "currency", currency)
        .ok();
    return id;
  }

  public ApiCall payment(String order, String token) {
    return payment(api(), shop.gateway(), order, token);
  }

  public static ApiCall payment(Api api, String order, String token) {
    return payment(api, "MOBIKWIK", order, token);
  }

  public static ApiCall payment(Api api, String gateway, String order, String token) {
    return api.post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "payment_method",
            gateway,
            "direct_wallet_token",
            token,
            "format",
            "json");
  }

  /// Creates an order of this customer and pays it by one call.
  public ApiCall paymentOfNew(String order, String amount, String token) {
    return api()
        .post("/txns")
        .form(
            "order.order_id",
            order,
            "order.amount",
            amount,
            "order.customer_id",
            customer(),
            "payment_method_type",
            "WALLET",
            "direct_wallet_token",
            token,
            "format",
            "json");
  }

  /// Pays with a new token.
  @CanIgnoreReturnValue
  public JsonNode pay(String order) {
    return payment(order, token()).ok();
  }

  /// A new order that is paid.
  public String paid(String amount) {
    var order = order(amount);
    assertThat(pay(order).path("status").asString()).isEqualTo("CHARGED");
    return order;
  }

  /// The order's status answer; makes the gateway ask the provider when something is open.
  public JsonNode status(String order) {
    return api().get("/orders/" + order).ok();
  }

  /// Status and id of an order, read without making the gateway ask anybody.
  public String stored(String order) {
    for (var one : api().get("/order/list?count=100").ok().path("list")) {
      if (one.path("order_id").asString().equals(order)) {
        return one.path("status").asString() + " " + one.path("status_id").asInt();
      }
    }
    throw new AssertionError("order " + order + ": not listed");
  }

  public ApiCall refund(String order, String id, String amount) {
    return api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", id, "amount", amount);
  }

  /// Where the order's txns went, in the order of the history.
  public List<String> moves(String order) {
    return strings(
        """
        select m.to_status from txn_move m join txn t on t.id = m.txn_id
          join merchant_order o on o.id = t.order_ref
        where o.merchant_id = ? and o.order_id = ? order by m.id
        """,
        order);
  }

  public List<String> refundMoves(String order) {
    return strings(
        """
        select m.to_status from refund_move m join refund r on r.id = m.refund_id
          join merchant_order o on o.id = r.order_ref
        where o.merchant_id = ? and o.order_id = ? order by m.id
        """,
        order);
  }

  /// What the books say of the order: kind and amount in paise.
  public List<String> books(String order) {
    return strings(
        """
        select j.kind || ' ' || j.amount_minor from money_journal j
          join merchant_order o on o.id = j.order_ref
        where o.merchant_id = ? and o.order_id = ? order by j.id
        """,
        order);
  }

  public List<String> events(String order) {
    return strings(
        """
        select e.name from webhook_event e join merchant_order o on o.id = e.order_ref
        where o.merchant_id = ? and o.order_id = ? order by e.number
        """,
        order);
  }

  /// The state of the order's latest refund.
  public String refundState(String order) {
    return strings(
            """
            select r.status from refund r join merchant_order o on o.id = r.order_ref
            where o.merchant_id = ? and o.order_id = ? order by r.created_at desc, r.id desc
            """,
            order)
        .getFirst();
  }

  /// Waits until a refund that is sent in the background has been answered.
  @CanIgnoreReturnValue
  public String refundSent(String order) {
    Eventually.until(
        "the refund of " + order + " is sent",
        () -> !List.of("QUEUED", "SENDING").contains(refundState(order)));
    return refundState(order);
  }

  /// Lets time pass by the resolver's schedule until the order's payment or refund is final.
  public void settle(String order) {
    for (var step : List.of(5, 15, 45, 120, 300, 900, 3600, 10_800, 21_600, 43_200)) {
      if (!isOpen(order)) {
        return;
      }
      pass(Duration.ofSeconds(step));
    }
    for (int day = 0; day < 11 && isOpen(order); day++) {
      pass(Duration.ofDays(1));
    }
  }

  private void pass(Duration step) {
    fixture.clock().advance(step);
    fixture.sweep();
  }

  private boolean isOpen(String order) {
    var refunds = refundMoves(order);
    return OPEN.contains(refunds.isEmpty() ? moves(order).getLast() : refunds.getLast());
  }

  /// How many debits of this customer's wallet reached the provider.
  public int debits() {
    return fixture.provider().count("debit", "phone=" + phone);
  }

  public BigDecimal balance() {
    return fixture.provider().balance(phone);
  }

  private List<String> strings(String sql, String order) {
    return fixture
        .tables()
        .withHandle(
            handle -> handle.select(sql, shop.id().value(), order).mapTo(String.class).list());
  }
}
