package org.batua.gateway.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.MoneyMeters;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.ResolvableStore;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.PaymentSource;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Payments in PostgreSQL. An intent and an outcome are one statement and one commit each; a status
/// moves by compare-and-set, and its history, the order, the books and the event go with it or not
/// at all.
public final class PaymentStore implements ResolvableStore<Payment, PaymentStatus> {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final NamedSql BEGIN = Sql.named("payment/begin");
  private static final NamedSql BEGIN_NEW = Sql.named("payment/begin_new");
  private static final NamedSql IS_TOKEN_USED = Sql.named("payment/is_token_used");
  private static final NamedSql FIND_SENT = Sql.named("payment/find_sent");
  private static final NamedSql RENEW_REFERENCE = Sql.named("payment/renew_reference");
  private static final NamedSql RESUME = Sql.named("payment/resume");
  private static final NamedSql RETAKE = Sql.named("payment/retake");
  private static final NamedSql MOVE = Sql.named("payment/move");
  private static final NamedSql MOVE_UNLOCKED = Sql.named("payment/move_unlocked");
  private static final String CLAIM_OF_ORDER = Sql.text("payment/claim_of_order");
  private static final DueStore.Statements DUE =
      new DueStore.Statements(
          Sql.text("payment/expedite_orphaned"),
          Sql.text("payment/expedite_waiting"),
          Sql.text("payment/claim_due"),
          Sql.text("payment/wait_until"),
          Sql.text("payment/stop_asking"),
          Sql.text("payment/find"));

  private final Database database;
  private final BatchedStatement<Integer> newOrders;
  private final BatchedStatement<Moved> moves;
  private final DueStore<Payment> due;
  private final Ids ids;
  private final DuplicateCharge secondCharge;

  public PaymentStore(
      Database database, Ids ids, DuplicateCharge secondCharge, MoneyMeters meters) {
    this.database = database;
    this.newOrders = new BatchedStatement<>(database, BEGIN_NEW, row -> row.getInt("caller"));
    this.moves = new BatchedStatement<>(database, MOVE_UNLOCKED, MOVE, row -> moved(row, meters));
    this.due = new DueStore<>(database, DUE, (row, _) -> payment(row));
    this.ids = ids;
    this.secondCharge = secondCharge;
  }

  /// What storing an intent came to.
  sealed interface Begun {
    /// It is stored: the provider may be called.
    record Stored(Payment payment) implements Begun {}

    record TokenUsed() implements Begun {}

    /// The order does not exist, is not open, or is another customer's; or the wallet moved on.
    record NotOpen() implements Begun {}
  }

  /// Takes the order, uses the token up and stores the intent, all or nothing.
  Begun begin(PaymentIntent intent) {
    var values = intent.values();
    values.put("merchant", intent.caller().merchant().value());
    values.put("device", intent.caller() instanceof Caller.Customer);
    values.put("order", intent.orderId());
    values.put("currency", intent.means().currency().getCurrencyCode());
    values.put("replaced", FailureReason.REPLACED.code());
    return begun(
        intent,
        () ->
            database
                .writeUnresolved(
                    BEGIN,
                    values,
                    row ->
                        intent.payment(
                            row.getString("txn_id"),
                            new OrderRef(row.getString("id")),
                            amount(row)))
                .stream()
                .findFirst());
  }

  /// As [#begin], of an order that is stored by the same statement, together with others.
  ///
  /// @param order paid from the wallet of its customer
  /// @return not open when the merchant has an order with this id already
  Begun beginNew(PaymentIntent intent, Order order) {
    var values = intent.values();
    values.putAll(OrderStore.values(order));
    var key = order.merchant() + " " + order.orderId();
    return begun(
        intent,
        () ->
            newOrders.write(key, values).stream()
                .findFirst()
                .map(_ -> intent.payment(intent.id(), order.ref(), order.amount())));
  }

  /// An intent whose commit's answer was lost is recognised by its reference.
  private Begun begun(PaymentIntent intent, Supplier<Optional<Payment>> statement) {
    return database.recognised(() -> tried(statement), () -> sent(intent));
  }

  private static Begun tried(Supplier<Optional<Payment>> statement) {
    try {
      return statement.get().<Begun>map(Begun.Stored::new).orElseGet(Begun.NotOpen::new);
    } catch (JdbiException e) {
      if (isTokenUse(e)) {
        return new Begun.TokenUsed();
      }
      throw e;
    }
  }

  private Optional<Begun> sent(PaymentIntent intent) {
    var values = Map.of("reference", intent.reference().value(), "sender", intent.sender());
    return database
        .read(
            FIND_SENT,
            values,
            row ->
                intent.payment(
                    row.getString("id"), new OrderRef(row.getString("order_ref")), amount(row)))
        .stream()
        .findFirst()
        .map(Begun.Stored::new);
  }

  /// Whether a payment was begun with the token.
  boolean isUsed(PaymentSource.TokenUse token) {
    return database
        .read(IS_TOKEN_USED, Map.of("token", token.hex()), row -> row.getBoolean(1))
        .getFirst();
  }

  private static boolean isTokenUse(JdbiException e) {
    return e.getCause() instanceof SQLException cause
        && UNIQUE_VIOLATION.equals(cause.getSQLState())
        && String.valueOf(cause.getMessage()).contains("wallet_token_use");
  }

  /// Who sends a payment, under which reference, and until when.
  record Sending(Reference reference, String sender, Instant now, Instant deadline) {}

  /// Gives a payment that is being sent another reference, since its first one was refused for the
  /// credentials' sake and is burnt.
  boolean renewReference(Payment burnt, Sending next) {
    return take(RENEW_REFERENCE, burnt.id(), next, Map.of("burnt", burnt.reference().value()));
  }

  /// Makes a payment whose money has come one that is being sent, under another reference.
  ///
  /// @return whether the caller is the one to send it
  boolean resume(UnfundedPayment payment, Sending next, String actor) {
    return take(
        RESUME, payment.id(), next, Map.of("burnt", payment.reference().value(), "actor", actor));
  }

  /// Takes over what a dead process was sending, to send it again under the same reference.
  ///
  /// @param notBefore the intent must not be older
  /// @return the payment as this process may send it; empty when it may not
  Optional<Payment> retake(Payment orphan, Sending next, Instant notBefore) {
    var take = ids.ulid(next.now());
    return take(RETAKE, orphan.id(), next, Map.of("notBefore", notBefore, "take", take))
        ? Optional.of(orphan.withTake(take))
        : Optional.empty();
  }

  private boolean take(NamedSql statement, String id, Sending next, Map<String, Object> more) {
    var values = new HashMap<String, Object>(more);
    values.put("txn", id);
    values.put("reference", next.reference().value());
    values.put("sender", next.sender());
    values.put("now", next.now());
    values.put("deadline", next.deadline());
    return database.write(statement, values, row -> row.getInt(1)).getFirst() == 1;
  }

  @Override
  public DueStore<Payment> due() {
    return due;
  }

  @Override
  public boolean move(Payment payment, Transition<PaymentStatus> transition, Instant now) {
    return moveIfIn(transition.to().sources(), payment, transition, now);
  }

  /// As [#move], but from these statuses only.
  boolean moveIfIn(
      Set<PaymentStatus> from, Payment payment, Transition<PaymentStatus> move, Instant now) {
    return moveIfIn(from, payment.id(), payment.reference(), move, now);
  }

  /// As [#move], but only what a person may decide.
  public boolean moveIfReviewable(
      String id, Reference reference, Transition<PaymentStatus> move, Instant now) {
    var from = EnumSet.of(PaymentStatus.MANUAL_REVIEW, PaymentStatus.PRESUMED_FAILED);
    return moveIfIn(from, id, reference, move, now);
  }

  private boolean moveIfIn(
      Set<PaymentStatus> from,
      String id,
      Reference reference,
      Transition<PaymentStatus> move,
      Instant now) {
    var values = values(DueStore.values(id, reference.value(), from, move, now), move, "", now);
    return !database.insist(() -> moves.writeAlone(values)).isEmpty();
  }

  /// A payment that has moved.
  ///
  /// @param view of its order afterwards, unless there is more to read for it
  record Moved(Optional<OrderView> view) {}

  /// As [#move], together with other payments whose outcome comes at the same time.
  ///
  /// @param customerUrl where the customer must act; empty when nowhere
  /// @param take moves it only while this is its last sending; empty: whichever is
  /// @return empty when it did not move
  Optional<Moved> move(
      Payment payment,
      Transition<PaymentStatus> move,
      String customerUrl,
      Optional<String> take,
      Instant now) {
    var from = move.to().sources();
    var general = DueStore.values(payment.id(), payment.reference().value(), from, move, now);
    var values = values(general, move, customerUrl, now);
    values.put("take", take.orElse(null));
    return database.insist(() -> moves.write(payment.order().value(), values)).stream().findFirst();
  }

  private Map<String, @Nullable Object> values(
      Map<String, @Nullable Object> values,
      Transition<PaymentStatus> move,
      String customerUrl,
      Instant now) {
    boolean refunds = move.to() == PaymentStatus.CHARGED && secondCharge == DuplicateCharge.REFUND;
    values.put("orderStatus", move.to().order().name());
    values.put("url", customerUrl);
    values.put("refundId", refunds ? "rfd_" + ids.timedHex(now) : null);
    values.put("refundReference", refunds ? ids.ulid(now) : null);
    values.put("take", null);
    return values;
  }

  private static Moved moved(ResultSet row, MoneyMeters meters) throws SQLException {
    if (row.getBoolean("second_charge")) {
      meters.secondCharge();
    }
    return new Moved(
        row.getBoolean("shows") ? Optional.of(OrderStore.view(row)) : Optional.empty());
  }

  /// Takes the open payments of an order for one question, unless it was asked about a moment ago.
  /// What is presumed to have failed is asked about too.
  public List<Payment> claimOfOrder(OrderRef order, Instant now, Duration within) {
    return due.claim(CLAIM_OF_ORDER, order.value(), now, within);
  }

  private static Payment payment(ResultSet row) throws SQLException {
    var mobile = Rows.optionalText(row, "mobile");
    var linkUntil = Rows.optionalInstant(row, "link_until");
    var giveUpAt = Rows.optionalInstant(row, "give_up_at");
    return new Payment(
        row.getString("id"),
        new OrderRef(row.getString("order_ref")),
        new Reference(row.getString("reference")),
        new OpenTransaction.At(
            new GatewayCode(row.getString("gateway")),
            row.getString("provider_account_id"),
            row.getString("device_id")),
        amount(row),
        PaymentStatus.valueOf(row.getString("status")),
        new Payment.Payer(
            Rows.optionalText(row, "customer_id").orElse(""),
            Rows.optionalText(row, "mobile_country_code").flatMap(code -> mobile(code, mobile))),
        Rows.instant(row, "sent_at"),
        new OpenTransaction.Inquiries(row.getInt("checks"), row.getInt("not_found_count")),
        row.getString("take"),
        linkUntil.map(until -> new Payment.Page(until, giveUpAt.orElseThrow())));
  }

  private static Money amount(ResultSet row) throws SQLException {
    return new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
  }

  private static Optional<MobileNumber> mobile(String countryCode, Optional<String> text) {
    return text.flatMap(number -> MobileNumber.parse(countryCode, number));
  }
}
