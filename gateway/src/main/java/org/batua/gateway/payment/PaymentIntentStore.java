package org.batua.gateway.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.wallet.PaymentSource;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The intents of payments in PostgreSQL: one statement and one commit each, before anything is
/// sent.
public final class PaymentIntentStore {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final NamedSql BEGIN = NamedSql.of(PaymentSql.BEGIN);
  private static final NamedSql IS_USED =
      NamedSql.of(
          "select exists (select 1 from wallet_token_use where token = decode(:token, 'hex'))");

  private final Database database;
  private final BatchedStatement<Integer> newOrders;
  private final Ids ids;

  public PaymentIntentStore(Database database, Ids ids) {
    this.database = database;
    this.newOrders =
        new BatchedStatement<>(
            database, NamedSql.of(PaymentSql.BEGIN_NEW), row -> row.getInt("caller"));
    this.ids = ids;
  }

  /// What storing an intent came to.
  sealed interface Begun {
    /// It is stored: the provider may be called.
    record Stored(Payment payment) implements Begun {}

    record TokenUsed() implements Begun {}

    /// The order does not exist, is not open, or is another customer's; or the wallet moved on.
    record NotOpen() implements Begun {}
  }

  /// How a payment is made.
  sealed interface Means {
    GatewayCode gateway();

    /// The id of the account at the provider.
    String account();

    Currency currency();

    /// From a linked wallet, with a token.
    record Wallet(PaymentSource payer) implements Means {
      @Override
      public GatewayCode gateway() {
        return payer.wallet().gateway();
      }

      @Override
      public String account() {
        return payer.wallet().providerAccount();
      }

      @Override
      public Currency currency() {
        return payer.currency();
      }
    }

    /// On a page of the provider's.
    record Page(GatewayCode gateway, String account, Currency currency, Payment.Page times)
        implements Means {}
  }

  /// Everything that an intent says.
  record Intent(
      Caller caller,
      String orderId,
      Means means,
      Reference reference,
      String sender,
      Instant now,
      Instant deadline) {}

  /// Takes the order, uses the token up and stores the intent, all or nothing.
  Begun begin(Intent intent) {
    var id = "txn_" + ids.timedHex(intent.now());
    var values = values(id, intent);
    values.put("merchant", intent.caller().merchant().value());
    values.put("device", intent.caller() instanceof Caller.Customer);
    values.put("order", intent.orderId());
    values.put("currency", intent.means().currency().getCurrencyCode());
    return unlessTokenUsed(
        () -> database.read(BEGIN, values, row -> payment(row, intent)).stream().findFirst());
  }

  /// As [#begin], of an order that is stored by the same statement, together with others.
  ///
  /// @param order paid from the wallet of its customer
  /// @return not open when the merchant has an order with this id already
  Begun beginNew(Intent intent, Order order) {
    var id = "txn_" + ids.timedHex(intent.now());
    var values = values(id, intent);
    values.putAll(OrderStore.values(order));
    var key = order.merchant() + " " + order.orderId();
    return unlessTokenUsed(
        () ->
            newOrders.write(key, values).stream()
                .findFirst()
                .map(_ -> payment(id, order.ref(), order.amount(), intent)));
  }

  private static Begun unlessTokenUsed(Supplier<Optional<Payment>> statement) {
    try {
      return statement.get().<Begun>map(Begun.Stored::new).orElseGet(Begun.NotOpen::new);
    } catch (JdbiException e) {
      if (isTokenUse(e)) {
        return new Begun.TokenUsed();
      }
      throw e;
    }
  }

  private static Map<String, @Nullable Object> values(String payment, Intent intent) {
    Map<String, @Nullable Object> values = new HashMap<>(32);
    values.put("account", intent.means().account());
    values.put("gateway", intent.means().gateway().code());
    values.put("txn", payment);
    values.put("reference", intent.reference().value());
    values.put("sender", intent.sender());
    values.put("now", intent.now());
    values.put("deadline", intent.deadline());
    switch (intent.means()) {
      case Means.Wallet(var payer) -> {
        values.put("customer", payer.wallet().customer().value());
        values.put("wallet", payer.wallet().id().value());
        values.put("generation", payer.wallet().linkGeneration());
        values.put("token", payer.tokenUse().hex());
        values.put("linkUntil", null);
        values.put("giveUpAt", null);
      }
      case Means.Page(_, _, _, var times) -> {
        values.put("customer", customer(intent.caller()));
        values.put("wallet", null);
        values.put("generation", null);
        values.put("token", null);
        values.put("linkUntil", times.linkUntil());
        values.put("giveUpAt", times.giveUpAt());
      }
    }
    return values;
  }

  private static @Nullable String customer(Caller caller) {
    return switch (caller) {
      case Caller.Customer(_, var customer) -> customer.value();
      case Caller.Merchant _ -> null;
    };
  }

  /// Whether a payment was begun with the token.
  boolean isUsed(PaymentSource.TokenUse token) {
    return database
        .read(IS_USED, Map.of("token", token.hex()), row -> row.getBoolean(1))
        .getFirst();
  }

  private static boolean isTokenUse(JdbiException e) {
    return e.getCause() instanceof SQLException cause
        && UNIQUE_VIOLATION.equals(cause.getSQLState())
        && String.valueOf(cause.getMessage()).contains("wallet_token_use");
  }

  private static Payment payment(ResultSet row, Intent intent) throws SQLException {
    var amount =
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
    return payment(row.getString("txn_id"), new OrderRef(row.getString("id")), amount, intent);
  }

  private static Payment payment(String id, OrderRef order, Money amount, Intent intent) {
    var payer =
        intent.means() instanceof Means.Wallet(var one)
            ? Optional.of(one)
            : Optional.<PaymentSource>empty();
    var page =
        intent.means() instanceof Means.Page(_, _, _, var times)
            ? Optional.of(times)
            : Optional.<Payment.Page>empty();
    return new Payment(
        id,
        order,
        intent.reference(),
        intent.means().gateway(),
        intent.means().account(),
        amount,
        PaymentStatus.SENDING,
        "",
        "",
        intent.now(),
        0,
        0,
        payer.map(one -> one.wallet().customer().value()).orElse(""),
        payer.map(one -> one.linked().mobile()),
        payer.map(one -> one.linked().target().deviceId()).orElse(""),
        page);
  }
}
