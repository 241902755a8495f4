package org.batua.gateway.refund;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.db.AnswerLost;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.ResolvableStore;
import org.batua.gateway.resolution.Transition;

/// Refunds in PostgreSQL. The order's row is locked where a sum over its refunds decides.
public final class RefundStore implements ResolvableStore<Refund, RefundStatus> {
  /// Whoever asked for a refund sends it, too; the schedule takes what is not sent until then.
  static final Duration LEFT_TO_THE_CALLER = Duration.ofSeconds(2);

  private static final String LOCK_ORDER = Sql.text("refund/lock_order");
  private static final String LEFT_OF_SECOND_CHARGE = Sql.text("refund/left_of_second_charge");
  private static final String KNOWN_AMOUNT = Sql.text("refund/known_amount");
  private static final String SAME_AMOUNT_SINCE = Sql.text("refund/same_amount_since");
  private static final String INSERT = Sql.text("refund/insert");
  private static final String TAKE = Sql.text("refund/take");
  private static final String RETAKE = Sql.text("refund/retake");
  private static final String FIND_TAKEN = Sql.text("refund/find_taken");
  private static final String CLAIM_OF_ORDER = Sql.text("refund/claim_of_order");
  private static final String EXPEDITE_QUEUED = Sql.text("refund/expedite_queued");
  private static final NamedSql MOVE = Sql.named("refund/move");
  private static final DueStore.Statements DUE =
      new DueStore.Statements(
          Sql.text("refund/expedite_orphaned"),
          Sql.text("refund/expedite_waiting"),
          Sql.text("refund/claim_due"),
          Sql.text("refund/wait_until"),
          Sql.text("refund/stop_asking"),
          Sql.text("refund/find"));

  private final Database database;
  private final DueStore<Refund> due;
  private final Ids ids;

  public RefundStore(Database database, Ids ids) {
    this.database = database;
    this.due = new DueStore<>(database, DUE, (row, _) -> refund(row));
    this.ids = ids;
  }

  /// A refund that is to be stored.
  ///
  /// @param secondCharge the txn that goes back; empty for the one that paid the order
  record Wish(
      OrderRef order,
      Optional<String> secondCharge,
      String id,
      String uniqueRequestId,
      Reference reference,
      Optional<Money> amount,
      Instant now) {}

  /// What storing a refund came to, in the order in which it is checked.
  sealed interface Stored {
    record Queued(String id) implements Stored {}

    /// The same id and content came before.
    record Known() implements Stored {}

    record OtherContent() implements Stored {}

    record NotCharged() implements Stored {}

    record Exceeds() implements Stored {}

    record TooMany() implements Stored {}

    /// Another refund of the same amount came just before.
    record SameAmountJustNow() implements Stored {}
  }

  Stored queue(Wish wish, int refundsMax, Duration sameAmountWithin) {
    return database.inTransaction(
        tx -> {
          var order = lock(tx, wish.order());
          if (order.isEmpty()) {
            return new Stored.NotCharged();
          }
          var known = knownAmount(tx, wish);
          if (known.isPresent()) {
            boolean same = wish.amount().map(one -> one.minor() == known.get()).orElse(true);
            return same ? new Stored.Known() : new Stored.OtherContent();
          }
          long left =
              wish.secondCharge()
                  .map(payment -> leftOfTxn(tx, wish.order(), payment))
                  .orElseGet(() -> order.get().amount() - order.get().refunded());
          long asked = wish.amount().map(Money::minor).orElse(left);
          if (asked > left || asked == 0) {
            return new Stored.Exceeds();
          }
          if (order.get().count() >= refundsMax) {
            return new Stored.TooMany();
          }
          if (sameAmountSince(tx, wish, asked, wish.now().minus(sameAmountWithin))) {
            return new Stored.SameAmountJustNow();
          }
          insert(tx, wish, asked, order.get().currency());
          return new Stored.Queued(wish.id());
        });
  }

  /// What the sums over an order's refunds are made of.
  private record LockedOrder(long amount, long refunded, int count, String currency) {}

  private static Optional<LockedOrder> lock(Tx tx, OrderRef order) {
    return tx.handle()
        .createQuery(LOCK_ORDER)
        .bind("order", order.value())
        .map(
            (row, _) ->
                new LockedOrder(
                    row.getLong("amount_minor"),
                    row.getLong("refunded_minor"),
                    row.getInt("refund_count"),
                    row.getString("currency")))
        .findOne();
  }

  private static long leftOfTxn(Tx tx, OrderRef order, String payment) {
    return tx.handle()
        .createQuery(LEFT_OF_SECOND_CHARGE)
        .bind("txn", payment)
        .bind("order", order.value())
        .mapTo(Long.class)
        .one();
  }

  private static Optional<Long> knownAmount(Tx tx, Wish wish) {
    return tx.handle()
        .createQuery(KNOWN_AMOUNT)
        .bind("order", wish.order().value())
        .bind("id", wish.uniqueRequestId())
        .mapTo(Long.class)
        .findOne();
  }

  private static boolean sameAmountSince(Tx tx, Wish wish, long minor, Instant since) {
    return tx.handle()
        .createQuery(SAME_AMOUNT_SINCE)
        .bind("second", wish.secondCharge().isPresent())
        .bind("order", wish.order().value())
        .bind("minor", minor)
        .bind("since", since)
        .mapTo(Boolean.class)
        .one();
  }

  private static void insert(Tx tx, Wish wish, long minor, String currency) {
    tx.handle()
        .createUpdate(INSERT)
        .bind("order", wish.order().value())
        .bind("id", wish.id())
        .bind("txn", wish.secondCharge().orElse(null))
        .bind("request", wish.uniqueRequestId())
        .bind("reference", wish.reference().value())
        .bind("minor", minor)
        .bind("currency", currency)
        .bind("now", wish.now())
        .bind("due", wish.now().plus(LEFT_TO_THE_CALLER))
        .bind("trace", LogTrail.traceParent())
        .execute();
  }

  /// Who sends a refund, and until when.
  record Sending(String sender, Instant now, Instant deadline) {}

  /// Whether a refund must be the only open one of its order.
  enum Alone {
    YES,
    NO
  }

  /// Takes a queued refund for sending. Where refunds have no name of their own at the provider, it
  /// waits until no other one of the order is open. A take whose commit's answer was lost is
  /// recognised as one's own.
  Optional<Refund> take(Refund queued, Alone alone, Sending sending) {
    var take = ids.ulid(sending.now());
    try {
      return database.inTransaction(
          tx -> {
            lock(tx, queued.order());
            return tx.handle()
                .createQuery(TAKE)
                .bind("id", queued.id())
                .bind("alone", alone.name())
                .bind("take", take)
                .bind("sender", sending.sender())
                .bind("now", sending.now())
                .bind("deadline", sending.deadline())
                .map((row, _) -> refund(row))
                .findOne();
          });
    } catch (AnswerLost lost) {
      return taken(queued, take);
    }
  }

  /// Takes over what a dead process was sending, to send it again under the same reference.
  ///
  /// @param notBefore it must not have been sent before
  Optional<Refund> retake(Refund orphan, Sending sending, Instant notBefore) {
    var take = ids.ulid(sending.now());
    try {
      return database.run(
          handle ->
              handle
                  .createQuery(RETAKE)
                  .bind("id", orphan.id())
                  .bind("reference", orphan.reference().value())
                  .bind("take", take)
                  .bind("sender", sending.sender())
                  .bind("now", sending.now())
                  .bind("deadline", sending.deadline())
                  .bind("notBefore", notBefore)
                  .map((row, _) -> refund(row))
                  .findOne());
    } catch (AnswerLost lost) {
      return taken(orphan, take);
    }
  }

  private Optional<Refund> taken(Refund refund, String take) {
    return database.insist(
        () ->
            database.run(
                handle ->
                    handle
                        .createQuery(FIND_TAKEN)
                        .bind("id", refund.id())
                        .bind("take", take)
                        .map((row, _) -> refund(row))
                        .findOne()));
  }

  /// Makes the refunds of an order that wait to be sent due at once.
  void expediteQueued(OrderRef order, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(EXPEDITE_QUEUED)
                .bind("order", order.value())
                .bind("now", now)
                .execute());
  }

  @Override
  public DueStore<Refund> due() {
    return due;
  }

  @Override
  public boolean move(Refund refund, Transition<RefundStatus> move, Instant now) {
    return moveIfIn(
        move.to().sources(), refund.id(), refund.reference(), Optional.empty(), move, now);
  }

  /// As [#move], but only while no other process has sent it again.
  boolean moveIfSender(Refund refund, Transition<RefundStatus> move, Instant now) {
    var take = Optional.of(refund.take());
    return moveIfIn(move.to().sources(), refund.id(), refund.reference(), take, move, now);
  }

  /// As [#move], but only what a person may decide.
  public boolean moveIfReviewable(
      String id, Reference reference, Transition<RefundStatus> move, Instant now) {
    var from = EnumSet.of(RefundStatus.MANUAL_REVIEW, RefundStatus.PRESUMED_FAILED);
    return moveIfIn(from, id, reference, Optional.empty(), move, now);
  }

  private boolean moveIfIn(
      Set<RefundStatus> from,
      String id,
      Reference reference,
      Optional<String> take,
      Transition<RefundStatus> move,
      Instant now) {
    var values = DueStore.values(id, reference.value(), from, move, now);
    values.put("take", take.orElse(null));
    return !database
        .insist(() -> database.writeUnresolved(MOVE, values, row -> row.getString("id")))
        .isEmpty();
  }

  /// Takes the open refunds of an order for one question, unless it was asked about a moment ago.
  public List<Refund> claimOfOrder(OrderRef order, Instant now, Duration within) {
    return due.claim(CLAIM_OF_ORDER, order.value(), now, within);
  }

  private static Refund refund(ResultSet row) throws SQLException {
    var currency = Currency.getInstance(row.getString("currency"));
    return new Refund(
        row.getString("id"),
        new OrderRef(row.getString("order_ref")),
        new Refunding.Order(
            new Reference(row.getString("reference")),
            new Reference(row.getString("debit_reference")),
            row.getString("debit_provider_reference"),
            new Money(row.getLong("amount_minor"), currency),
            new Money(row.getLong("debit_minor"), currency),
            new Money(row.getLong("refunded_before"), currency)),
        new OpenTransaction.At(
            new GatewayCode(row.getString("gateway")),
            row.getString("provider_account_id"),
            row.getString("device_id")),
        RefundStatus.valueOf(row.getString("status")),
        Rows.optionalInstant(row, "sent_at"),
        Rows.instant(row, "created_at"),
        new OpenTransaction.Inquiries(row.getInt("checks"), row.getInt("not_found_count")),
        row.getString("take"));
  }
}
