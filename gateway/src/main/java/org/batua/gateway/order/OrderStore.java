package org.batua.gateway.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.resolution.FailureReason;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Orders in PostgreSQL; an order is read with its payments in one statement.
public final class OrderStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BIND_CUSTOMER = Sql.text("order/bind_customer");

  /// `{merchant}-{order}-{attempt}`
  private static final Pattern WIRE_TXN = Pattern.compile("(.+)-([0-9]{1,2})");

  private static final NamedSql INSERT = Sql.named("order/insert");
  private static final NamedSql FIND = Sql.named("order/find");
  private static final NamedSql FIND_BY_REF = Sql.named("order/find_by_ref");
  private static final String CHANGE_IF_OPEN = Sql.text("order/change_if_open");
  private static final String ORDER_ID_OF_PAYMENT = Sql.text("order/order_id_of_payment");
  private static final String PAYMENT_NAMED = Sql.text("order/payment_named");
  private static final String NEWEST_FIRST = Sql.text("order/newest_first");
  private static final String COUNT = Sql.text("order/count");

  private final Database database;
  private final BatchedStatement<OrderView> byOrderId;

  public OrderStore(Database database) {
    this.database = database;
    this.byOrderId = new BatchedStatement<>(database, FIND, OrderStore::view);
  }

  /// Adds an order.
  ///
  /// @return whether the merchant had none with this id
  boolean insert(Order order) {
    return database.recognised(() -> isInserted(order), () -> find(order.ref()).map(_ -> true));
  }

  private boolean isInserted(Order order) {
    return !database.writeUnresolved(INSERT, values(order), row -> row.getString("id")).isEmpty();
  }

  /// The columns of an order that begins, by the names that statements have for them.
  public static Map<String, @Nullable Object> values(Order order) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("ref", order.ref().value());
    values.put("merchant", order.merchant().value());
    values.put("order", order.orderId());
    values.put("orderCustomer", order.customer().map(CustomerId::value).orElse(null));
    values.put("given", order.customerGiven());
    values.put("minor", order.amount().minor());
    values.put("currency", order.amount().currency().getCurrencyCode());
    values.put("details", JSON.writeValueAsString(order.details()));
    values.put("createdAt", order.createdAt());
    values.put("expiresAt", order.expiresAt().orElse(null));
    return values;
  }

  /// What is to change of an order; what is empty stays.
  record Change(
      Optional<Money> amount,
      String customerGiven,
      Optional<CustomerId> customer,
      Map<String, String> details) {}

  /// Changes an order without a payment, or whose payments all failed; one that waits for the
  /// choice of a wallet gives way. The amount also stays when a payment of the old one may still
  /// turn out to have succeeded.
  ///
  /// @return whether it was open for the change
  boolean changeIfOpen(OrderRef order, Change change, Instant now) {
    return database.run(
        handle ->
            handle
                    .createQuery(CHANGE_IF_OPEN)
                    .bind("ref", order.value())
                    .bind("minor", change.amount().map(Money::minor).orElse(null))
                    .bind("given", change.customerGiven())
                    .bind("customer", change.customer().map(CustomerId::value).orElse(null))
                    .bind("details", JSON.writeValueAsString(change.details()))
                    .bind("now", now)
                    .bind("replaced", FailureReason.REPLACED.code())
                    .mapTo(Integer.class)
                    .one()
                == 1);
  }

  public Optional<OrderView> find(MerchantId merchant, String orderId) {
    return byOrderId.read(Map.of("merchant", merchant.value(), "order", orderId)).stream()
        .findFirst();
  }

  /// Gives an order to the customer whom it named before they existed.
  void bindCustomer(OrderRef order, CustomerId customer) {
    database.execute(
        handle ->
            handle
                .createUpdate(BIND_CUSTOMER)
                .bind("order", order.value())
                .bind("customer", customer.value())
                .execute());
  }

  public Optional<OrderView> find(OrderRef ref) {
    return database.read(FIND_BY_REF, Map.of("ref", ref.value()), OrderStore::view).stream()
        .findFirst();
  }

  /// The merchant's id of the order that a txn belongs to.
  public Optional<String> orderIdOfTxn(MerchantId merchant, String txnUuid) {
    return database.run(
        handle ->
            handle
                .createQuery(ORDER_ID_OF_PAYMENT)
                .bind("txn", txnUuid)
                .bind("merchant", merchant.value())
                .mapTo(String.class)
                .findOne());
  }

  /// An attempt to pay, with the merchant's id of its order.
  public record NamedTxn(String uuid, String orderId, PaymentStatus status, Charge charge) {
    /// What a charge is to its order.
    public enum Charge {
      /// The one that pays it.
      FIRST,
      /// It came late, after another one had paid.
      SECOND
    }
  }

  /// The attempt that a merchant names, by `txn_uuid` or by `txn_id`.
  public Optional<NamedTxn> txnNamed(MerchantId merchant, String name) {
    var wire = WIRE_TXN.matcher(name);
    boolean own = wire.matches() && wire.group(1).startsWith(merchant + "-");
    return database.run(
        handle ->
            handle
                .createQuery(PAYMENT_NAMED)
                .bind("uuid", name)
                .bind("merchant", merchant.value())
                .bind("order", own ? wire.group(1).substring(merchant.value().length() + 1) : "")
                .bind("attempt", own ? Integer.parseInt(wire.group(2)) : 0)
                .map(
                    (row, _) ->
                        new NamedTxn(
                            row.getString("id"),
                            row.getString("order_id"),
                            PaymentStatus.valueOf(row.getString("status")),
                            row.getBoolean("second_charge")
                                ? NamedTxn.Charge.SECOND
                                : NamedTxn.Charge.FIRST))
                .findFirst());
  }

  List<OrderView> newestFirst(MerchantId merchant, int count, int offset) {
    return database.run(
        handle ->
            view(
                handle
                    .createQuery(NEWEST_FIRST)
                    .bind("merchant", merchant.value())
                    .bind("count", count)
                    .bind("offset", offset)));
  }

  long count(MerchantId merchant) {
    return database.run(
        handle ->
            handle.createQuery(COUNT).bind("merchant", merchant.value()).mapTo(Long.class).one());
  }

  private static List<OrderView> view(Query query) {
    return query.map((row, _) -> view(row)).list();
  }

  /// Reads an order with the columns of its txn, which are null without one, and its refunds.
  public static OrderView view(ResultSet row) throws SQLException {
    var currency = Currency.getInstance(row.getString("currency"));
    return new OrderView(order(row, currency), payment(row), refunds(row, currency));
  }

  private static Order order(ResultSet row, Currency currency) throws SQLException {
    Map<String, String> details = new HashMap<>();
    JSON.readTree(row.getString("details"))
        .properties()
        .forEach(entry -> details.put(entry.getKey(), entry.getValue().stringValue()));
    return new Order(
        new OrderRef(row.getString("id")),
        new MerchantId(row.getString("merchant_id")),
        row.getString("order_id"),
        Rows.optionalText(row, "customer_id").map(CustomerId::new),
        row.getString("customer_given"),
        new Money(row.getLong("amount_minor"), currency),
        OrderStatus.valueOf(row.getString("status")),
        details,
        new Money(row.getLong("refunded_minor"), currency),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "expires_at"));
  }

  private static Optional<OrderView.Payment> payment(ResultSet row) throws SQLException {
    var uuid = row.getString("txn_uuid");
    if (uuid == null) {
      return Optional.empty();
    }
    return Optional.of(
        new OrderView.Payment(
            uuid,
            row.getInt("attempt"),
            PaymentStatus.valueOf(row.getString("txn_status")),
            Rows.optionalMoney(row, "txn_minor", "txn_currency").orElseThrow(),
            new GatewayCode(row.getString("gateway")),
            Rows.optionalText(row, "account_reference"),
            row.getString("provider_reference"),
            FailureReason.parse(row.getString("error")),
            row.getString("provider_code"),
            row.getString("provider_message"),
            row.getString("customer_url"),
            row.getBoolean("hosted")
                ? OrderView.Payment.Flow.HOSTED_PAGE
                : OrderView.Payment.Flow.DIRECT_DEBIT,
            Rows.instant(row, "txn_created_at")));
  }

  private static List<OrderView.Refund> refunds(ResultSet row, Currency currency)
      throws SQLException {
    var json = row.getString("refunds");
    List<OrderView.Refund> refunds = new ArrayList<>();
    if (json != null) {
      JSON.readTree(json).forEach(node -> refunds.add(refund(node, currency)));
    }
    return refunds;
  }

  private static OrderView.Refund refund(JsonNode node, Currency currency) {
    return new OrderView.Refund(
        node.path("id").stringValue(),
        node.path("request").stringValue(),
        RefundStatus.valueOf(node.path("status").stringValue()),
        new Money(node.path("minor").longValue(), currency),
        node.path("reference").stringValue(),
        FailureReason.parse(node.path("error").stringValue()),
        Instant.ofEpochSecond(node.path("created").longValue()),
        node.path("second").booleanValue()
            ? OrderView.Refund.Of.SECOND_CHARGE
            : OrderView.Refund.Of.PAYMENT);
  }
}
