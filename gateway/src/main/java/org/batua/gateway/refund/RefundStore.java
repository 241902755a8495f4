package org.batua.gateway.refund;

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
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.db.AnswerLost;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.ResolvableStore;
import org.batua.gateway.resolution.Transition;
import org.jspecify.annotations.Nullable;

/// Refunds in PostgreSQL. The order's row is locked where a sum over its refunds decides.
public final class RefundStore implements ResolvableStore<Refund, RefundStatus> {
  /// Whoever asked for a refund sends it, too; the schedule takes what is not sent until then.
  static final Duration LEFT_TO_THE_CALLER = Duration.ofSeconds(2);

  private static final NamedSql LOCK_ORDER = Sql.named("refund/lock_order");
  private static final NamedSql LOCK_ORDER_UNLOCKED = Sql.named("refund/lock_order_unlocked");
  private static final NamedSql QUEUE = Sql.named("refund/queue");
  private static final NamedSql TAKE = Sql.named("refund/take");
  private static final String RETAKE = Sql.text("refund/retake");
  private static final String FIND_TAKEN = Sql.text("refund/find_taken");
  private static final String CLAIM_OF_ORDER = Sql.text("refund/claim_of_order");
  private static final NamedSql MOVE = Sql.named("refund/move");
  private static final NamedSql MOVE_UNLOCKED = Sql.named("refund/move_unlocked");
  private static final DueStore.Statements DUE =
      new DueStore.Statements(
          Sql.text("refund/expedite_orphaned"),
          Sql.text("refund/expedite_waiting"),
          Sql.text("refund/claim_due"),
          Sql.text("refund/wait_until"),
          Sql.text("refund/stop_asking"),
          Sql.text("refund/find"));

  private final Database database;
  private final BatchedStatement<Stored> queue;
  private final BatchedStatement<Refund> take;
  private final BatchedStatement<String> moves;
  private final DueStore<Refund> due;
  private final Ids ids;

  public RefundStore(Database database, Ids ids) {
    this.database = database;
    this.queue = afterLock(database, QUEUE, RefundStore::stored);
    this.take = afterLock(database, TAKE, RefundStore::refund);
    this.moves = new BatchedStatement<>(database, MOVE_UNLOCKED, MOVE, row -> row.getString("id"));
    this.due = new DueStore<>(database, DUE, (row, _) -> refund(row));
    this.ids = ids;
  }

  /// A statement that reads what is there once its callers' orders are locked.
  private static <T> BatchedStatement<T> afterLock(
      Database database, NamedSql statement, Database.RowReader<T> reader) {
    return new BatchedStatement<>(
        database, LOCK_ORDER_UNLOCKED.andThen(statement), LOCK_ORDER.andThen(statement), reader);
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
    record Queued(Refund refund) implements Stored {}

    /// The same id and content came before.
    record Known() implements Stored {}

    record OtherContent() implements Stored {}

    record NotCharged() implements Stored {}

    record Exceeds() implements Stored {}

    record TooMany() implements Stored {}

    /// Another refund of the same amount came just before.
    record SameAmountJustNow() implements Stored {}
  }

  /// Stores a refund if its order allows it; one whose commit's answer was lost is recognised by
  /// its id.
  Stored queue(Wish wish, int refundsMax, Duration sameAmountWithin) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("order", wish.order().value());
    values.put("txn", wish.secondCharge().orElse(null));
    values.put("id", wish.id());
    values.put("request", wish.uniqueRequestId());
    values.put("reference", wish.reference().value());
    values.put("minor", wish.amount().map(Money::minor).orElse(null));
    values.put("countMax", refundsMax);
    values.put("since", wish.now().minus(sameAmountWithin));
    values.put("now", wish.now());
    values.put("due", wish.now().plus(LEFT_TO_THE_CALLER));
    values.put("trace", LogTrail.traceParent());
    return database.recognised(
        () -> queue.write(wish.order().value(), values).getFirst(),
        () -> find(wish.id()).map(Stored.Queued::new));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    var verdict = row.getString("verdict");
    return switch (verdict) {
      case "QUEUED" -> new Stored.Queued(refund(row));
      case "KNOWN" -> new Stored.Known();
      case "OTHER_CONTENT" -> new Stored.OtherContent();
      case "NOT_CHARGED" -> new Stored.NotCharged();
      case "EXCEEDS" -> new Stored.Exceeds();
      case "TOO_MANY" -> new Stored.TooMany();
      case "SAME_AMOUNT_JUST_NOW" -> new Stored.SameAmountJustNow();
      default -> throw new IllegalStateException("a refund that is " + verdict);
    };
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
    Map<String, Object> values =
        Map.of(
            "order", queued.order().value(),
            "id", queued.id(),
            "alone", alone.name(),
            "take", take,
            "sender", sending.sender(),
            "now", sending.now(),
            "deadline", sending.deadline());
    try {
      return this.take.write(queued.order().value(), values).stream().findFirst();
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

  @Override
  public DueStore<Refund> due() {
    return due;
  }

  @Override
  public boolean move(Refund refund, Transition<RefundStatus> move, Instant now) {
    return moveIfIn(move.to().sources(), refund.id(), refund.reference(), move, now);
  }

  /// As [#move], together with other refunds whose outcome comes at the same time. One that is
  /// declined changes its order, which may be locked: the others do not wait for that.
  ///
  /// @param take moves it only while this is its last sending; empty: whichever is
  boolean move(Refund refund, Transition<RefundStatus> move, Optional<String> take, Instant now) {
    var from = move.to().sources();
    var values = DueStore.values(refund.id(), refund.reference().value(), from, move, now);
    values.put("take", take.orElse(null));
    return !database
        .insist(
            () ->
                move.to() == RefundStatus.DECLINED
                    ? moves.writeAlone(values)
                    : moves.write(refund.order().value(), values))
        .isEmpty();
  }

  /// As [#move], but only what a person may decide.
  public boolean moveIfReviewable(
      String id, Reference reference, Transition<RefundStatus> move, Instant now) {
    var from = EnumSet.of(RefundStatus.MANUAL_REVIEW, RefundStatus.PRESUMED_FAILED);
    return moveIfIn(from, id, reference, move, now);
  }

  private boolean moveIfIn(
      Set<RefundStatus> from,
      String id,
      Reference reference,
      Transition<RefundStatus> move,
      Instant now) {
    var values = DueStore.values(id, reference.value(), from, move, now);
    values.put("take", null);
    return !database.insist(() -> moves.writeAlone(values)).isEmpty();
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
