package org.batua.gateway.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.Transition;
import org.jspecify.annotations.Nullable;

/// Txns in PostgreSQL. An outcome is one statement and one commit; a status moves by
/// compare-and-set, and its move, the order, the books and the event go with it or not at all.
public final class PaymentStore {
  private static final String OF_DUE =
      """
      select c.*, coalesce(w.device_id, '') as device_id, w.customer_id, u.mobile_country_code,
        coalesce(w.mobile_number, u.mobile_number) as mobile
      from c left join wallet w on w.id = c.wallet_id left join customer u on u.id = w.customer_id
      """;

  private final Database database;
  private final BatchedStatement<Moved> moves;
  private final DueStore checks;
  private final Ids ids;
  private final DuplicateCharge secondCharge;

  public PaymentStore(Database database, Ids ids, DuplicateCharge secondCharge) {
    this.database = database;
    this.moves =
        new BatchedStatement<>(database, NamedSql.of(PaymentSql.MOVE), PaymentStore::moved);
    this.checks = new DueStore(database, "txn");
    this.ids = ids;
    this.secondCharge = secondCharge;
  }

  /// Gives a txn that is being sent another reference, since its first one was refused for the
  /// credentials' sake and is burnt.
  boolean sendAgainIfSending(String payment, Reference reference, Instant now, Instant deadline) {
    return database.run(
            handle ->
                handle
                    .createQuery(PaymentSql.SEND_AGAIN)
                    .bind("txn", payment)
                    .bind("reference", reference.value())
                    .bind("now", now)
                    .bind("deadline", deadline)
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// Moves a txn if its status allows the move.
  ///
  /// @return whether it moved
  boolean moveIfAllowed(String payment, Transition<PaymentStatus> move, Instant now) {
    return moveIfIn(move.to().sources(), payment, move, now);
  }

  /// As [#moveIfAllowed], but from this status only.
  boolean moveIfIn(
      PaymentStatus from, String payment, Transition<PaymentStatus> move, Instant now) {
    return moveIfIn(EnumSet.of(from), payment, move, now);
  }

  /// As [#moveIfAllowed], but nothing else than the end of a wait for a person.
  public boolean moveIfWaitingForAPerson(
      String payment, Transition<PaymentStatus> move, Instant now) {
    return moveIfIn(PaymentStatus.MANUAL_REVIEW, payment, move, now);
  }

  /// A txn that has moved.
  ///
  /// @param view of its order afterwards, unless there is more to read for it
  record Moved(Optional<OrderView> view) {}

  /// As [#moveIfAllowed], together with other payments whose outcome comes at the same time.
  ///
  /// @param customerUrl where the customer must act; empty when nowhere
  /// @return empty when it did not move
  Optional<Moved> move(
      Payment payment, Transition<PaymentStatus> move, String customerUrl, Instant now) {
    var values = values(move.to().sources(), payment.id(), move, customerUrl, now);
    return database.insist(() -> moves.write(payment.order().value(), values)).stream().findFirst();
  }

  private boolean moveIfIn(
      Set<PaymentStatus> from, String payment, Transition<PaymentStatus> move, Instant now) {
    var values = values(from, payment, move, "", now);
    return !database.insist(() -> moves.writeAlone(values)).isEmpty();
  }

  private Map<String, @Nullable Object> values(
      Set<PaymentStatus> from,
      String payment,
      Transition<PaymentStatus> move,
      String customerUrl,
      Instant now) {
    boolean refunds = move.to() == PaymentStatus.CHARGED && secondCharge == DuplicateCharge.REFUND;
    var values = DueStore.values(payment, from, move, now);
    values.put("orderStatus", move.to().order().name());
    values.put("url", customerUrl);
    values.put("refundId", refunds ? "rfd_" + ids.timedHex(now) : null);
    values.put("refundReference", refunds ? ids.ulid(now) : null);
    return values;
  }

  private static Moved moved(ResultSet row) throws SQLException {
    return new Moved(
        row.getBoolean("shows") ? Optional.of(OrderStore.view(row)) : Optional.empty());
  }

  /// Lets what dead processes were sending be looked at now.
  int hurryWhatDeadProcessesSent(Instant now) {
    return checks.hurryWhatDeadProcessesSent(now);
  }

  /// Takes some of the txns that are due; nobody else gets them before `leaseUntil`.
  List<Payment> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            checks
                .claimDue(handle, OF_DUE, now, leaseUntil, limit)
                .map((row, _) -> payment(row))
                .list());
  }

  /// Takes the open txns of an order for one question, unless somebody asked just before. What
  /// counts as failed only because the provider did not know it is asked about too.
  List<Payment> claimOfOrder(OrderRef order, Instant now, Duration notWithin) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (
                      update txn set checked_at = :now
                      where order_ref = :order
                        and (status in ('UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION',
                            'AWAITING_REDIRECT', 'PRESUMED_FAILED')
                          or (status = 'SENDING' and next_check_at <= :now))
                        and (checked_at is null or checked_at <= :before)
                      returning *)
                    """
                        + OF_DUE)
                .bind("order", order.value())
                .bind("now", now)
                .bind("before", now.minus(notWithin))
                .map((row, _) -> payment(row))
                .list());
  }

  void waitUntil(Payment asked, Resolution.Nothing told) {
    checks.waitUntil(asked.id(), asked.status(), told);
  }

  /// Ends the questions about a txn that was given up.
  void stopAsking(Payment givenUp) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update txn set next_check_at = null
                    where id = :txn and status = 'PRESUMED_FAILED'
                    """)
                .bind("txn", givenUp.id())
                .execute());
  }

  Optional<Payment> find(String id) {
    return database.run(
        handle ->
            handle
                .createQuery("with c as (select * from txn where id = :id) " + OF_DUE)
                .bind("id", id)
                .map((row, _) -> payment(row))
                .findOne());
  }

  private static Payment payment(ResultSet row) throws SQLException {
    var mobile = Rows.optionalText(row, "mobile");
    var linkUntil = Rows.optionalInstant(row, "link_until");
    var giveUpAt = Rows.optionalInstant(row, "give_up_at");
    return new Payment(
        row.getString("id"),
        new OrderRef(row.getString("order_ref")),
        new Reference(row.getString("reference")),
        new GatewayCode(row.getString("gateway")),
        row.getString("provider_account_id"),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        PaymentStatus.valueOf(row.getString("status")),
        row.getString("error"),
        row.getString("customer_url"),
        Rows.instant(row, "sent_at"),
        row.getInt("checks"),
        row.getInt("not_found_count"),
        Rows.optionalText(row, "customer_id").orElse(""),
        Rows.optionalText(row, "mobile_country_code").flatMap(code -> mobile(code, mobile)),
        row.getString("device_id"),
        linkUntil.map(until -> new Payment.Page(until, giveUpAt.orElseThrow())));
  }

  private static Optional<MobileNumber> mobile(String countryCode, Optional<String> text) {
    return text.flatMap(number -> MobileNumber.parse(countryCode, number));
  }
}
