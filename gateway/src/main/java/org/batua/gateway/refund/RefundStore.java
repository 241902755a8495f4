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
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Tx;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.Transition;

/// Refunds in PostgreSQL. The order's row is locked where a sum over its refunds decides.
public final class RefundStore {
  /// Whoever asked for a refund sends it, too; the sweep takes what is not sent until then.
  static final Duration LEFT_TO_THE_CALLER = Duration.ofSeconds(2);

  private static final String FULL =
      """
      select c.*, t.reference as debit_reference, t.provider_reference as debit_provider_reference,
        t.amount_minor as debit_minor, t.gateway, t.provider_account_id,
        coalesce(w.device_id, '') as device_id
      from c join txn t on t.id = c.txn_id left join wallet w on w.id = t.wallet_id
      """;

  private final Database database;
  private final DueStore checks;

  public RefundStore(Database database) {
    this.database = database;
    this.checks = new DueStore(database, "refund");
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
        .createQuery(
            """
            select amount_minor, refunded_minor, refund_count, currency from merchant_order
            where id = :order and status = 'CHARGED' for update
            """)
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
        .createQuery(
            """
            select t.amount_minor - coalesce((select sum(r.amount_minor) from refund r
              where r.order_ref = t.order_ref and r.txn_id = t.id
                and r.status <> 'DECLINED'), 0)
            from txn t where t.id = :txn and t.order_ref = :order and t.second_charge
            """)
        .bind("txn", payment)
        .bind("order", order.value())
        .mapTo(Long.class)
        .one();
  }

  private static Optional<Long> knownAmount(Tx tx, Wish wish) {
    return tx.handle()
        .createQuery(
            "select amount_minor from refund where order_ref = :order and unique_request_id = :id")
        .bind("order", wish.order().value())
        .bind("id", wish.uniqueRequestId())
        .mapTo(Long.class)
        .findOne();
  }

  private static boolean sameAmountSince(Tx tx, Wish wish, long minor, Instant since) {
    return tx.handle()
        .createQuery(
            """
            select exists (select 1 from refund r join txn t on t.id = r.txn_id
              where r.order_ref = :order and r.amount_minor = :minor and r.created_at > :since
                and t.second_charge = :second)
            """)
        .bind("second", wish.secondCharge().isPresent())
        .bind("order", wish.order().value())
        .bind("minor", minor)
        .bind("since", since)
        .mapTo(Boolean.class)
        .one();
  }

  private static void insert(Tx tx, Wish wish, long minor, String currency) {
    tx.handle()
        .createUpdate(
            """
            with o as (
              update merchant_order set
                refunded_minor = refunded_minor
                  + case when cast(:txn as text) is null then :minor else 0 end,
                refund_count = refund_count + 1, updated_at = :now
              where id = :order
              returning id, merchant_id
            ), r as (
              insert into refund (id, order_ref, txn_id, unique_request_id, reference,
                amount_minor, currency, status, next_check_at, created_at, updated_at)
              select :id, :order, t.id, :request, :reference, :minor, :currency, 'QUEUED', :due,
                :now, :now
              from txn t where t.order_ref = :order and t.status = 'CHARGED'
                and case when cast(:txn as text) is null then not t.second_charge
                  else t.id = :txn end
              order by t.attempt limit 1
              returning id, txn_id
            ), told as (
              insert into event (id, merchant_id, name, order_ref, txn_id, refund_id, created_at)
              select event_id(:now), o.merchant_id, 'REFUND_INITIATED', o.id, r.txn_id, r.id, :now
              from r cross join o
            )
            insert into refund_move (refund_id, at, to_status, actor, cause)
            select r.id, :now, 'QUEUED', 'MERCHANT', 'refund asked for' from r
            """)
        .bind("order", wish.order().value())
        .bind("id", wish.id())
        .bind("txn", wish.secondCharge().orElse(null))
        .bind("request", wish.uniqueRequestId())
        .bind("reference", wish.reference().value())
        .bind("minor", minor)
        .bind("currency", currency)
        .bind("now", wish.now())
        .bind("due", wish.now().plus(LEFT_TO_THE_CALLER))
        .execute();
  }

  /// Takes a queued refund for sending. Where refunds have no name of their own at the provider, it
  /// waits until no other one of the order is open.
  Optional<Refund> takeForSending(
      Refund queued, Alone alone, String sender, Instant now, Instant deadline) {
    return database.inTransaction(
        tx -> {
          lock(tx, queued.order());
          return tx.handle()
              .createQuery(
                  """
                  with c as (
                    update refund r set status = 'SENDING', sender = :sender, sent_at = :now,
                      next_check_at = :deadline, updated_at = :now, refunded_before = (
                        select coalesce(sum(amount_minor), 0) from refund done
                        where done.order_ref = r.order_ref and done.txn_id = r.txn_id
                          and done.status = 'SUCCEEDED')
                    where r.id = :id and r.status = 'QUEUED' and (:alone = 'NO' or not exists (
                      select 1 from refund other
                      where other.order_ref = r.order_ref and other.txn_id = r.txn_id
                        and other.status in ('SENDING', 'UNKNOWN', 'PENDING', 'MANUAL_REVIEW')
                      -- looked up by the order, never hashed from all refunds that are open
                      offset 0))
                    returning *
                  ), moved as (
                    insert into refund_move (refund_id, at, from_status, to_status, actor, cause)
                    select c.id, :now, 'QUEUED', 'SENDING', 'CALL', 'sending' from c
                  )
                  """
                      + FULL)
              .bind("id", queued.id())
              .bind("alone", alone.name())
              .bind("sender", sender)
              .bind("now", now)
              .bind("deadline", deadline)
              .map((row, _) -> refund(row))
              .findOne();
        });
  }

  /// Whether a refund must be the only open one of its order.
  enum Alone {
    YES,
    NO
  }

  /// Moves a refund if its status allows the move. One that failed gives its amount back to what
  /// may be refunded; one that succeeded goes into the books.
  boolean moveIfAllowed(String id, Transition<RefundStatus> move, Instant now) {
    return moveIfIn(move.to().sources(), id, move, now);
  }

  /// As [#moveIfAllowed], but nothing else than the end of a wait for a person.
  public boolean moveIfWaitingForAPerson(String id, Transition<RefundStatus> move, Instant now) {
    return moveIfIn(EnumSet.of(RefundStatus.MANUAL_REVIEW), id, move, now);
  }

  private boolean moveIfIn(
      Set<RefundStatus> from, String id, Transition<RefundStatus> move, Instant now) {
    var values = DueStore.values(id, from, move, now);
    return !database
        .insist(() -> database.read(MOVE, values, row -> row.getString("id")))
        .isEmpty();
  }

  private static final NamedSql MOVE =
      NamedSql.of(
          """
          with old as (
            select id, status from refund where id = :id for update
          ), r as (
            update refund set status = :to, error = :error, provider_code = :code,
              provider_message = :message, next_check_at = :next, not_found_count = 0,
              sent_at = case when :to = 'QUEUED' then null else refund.sent_at end,
              provider_reference = case when :providerReference = '' then refund.provider_reference
                else :providerReference end,
              updated_at = :now
            from old
            where refund.id = old.id and old.status = any (:from)
            returning refund.*, old.status as from_status
          ), moved as (
            insert into refund_move (refund_id, at, from_status, to_status, actor, cause,
              provider_code, provider_message)
            select r.id, :now, r.from_status, :to, :actor, :cause, :code, :message from r
          ), released as (
            update merchant_order set refunded_minor = refunded_minor - r.amount_minor,
              updated_at = :now
            from r join txn t on t.id = r.txn_id
            where merchant_order.id = r.order_ref and r.status = 'DECLINED' and not t.second_charge
          ), booked as (
            insert into money_journal (reference, kind, merchant_id, order_ref,
              provider_account_id, gateway, amount_minor, currency, provider_reference, at)
            select r.reference, 'REFUND', o.merchant_id, o.id, t.provider_account_id, t.gateway,
              r.amount_minor, r.currency, r.provider_reference, :now
            from r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
            where r.status = 'SUCCEEDED'
          ), told as (
            insert into event (id, merchant_id, name, order_ref, txn_id, refund_id, created_at)
            select event_id(:now), o.merchant_id, n.name, o.id, r.txn_id, r.id, :now
            from r join merchant_order o on o.id = r.order_ref
              join (values ('SUCCEEDED', 'ORDER_REFUNDED'), ('DECLINED', 'ORDER_REFUND_FAILED'),
                ('MANUAL_REVIEW', 'REFUND_MANUAL_REVIEW_NEEDED')) n (status, name)
                on n.status = r.status
          )
          select id from r
          """);

  int hurryWhatDeadProcessesSent(Instant now) {
    return checks.hurryWhatDeadProcessesSent(now);
  }

  /// Takes some of the refunds that are due; nobody else gets them before `leaseUntil`.
  List<Refund> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            checks
                .claimDue(handle, FULL, now, leaseUntil, limit)
                .map((row, _) -> refund(row))
                .list());
  }

  /// Takes the open refunds of an order for one question, unless somebody asked just before.
  List<Refund> claimOfOrder(OrderRef order, Instant now, Duration notWithin) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (
                      update refund set checked_at = :now
                      where order_ref = :order and status in ('UNKNOWN', 'PENDING')
                        and (checked_at is null or checked_at < :before)
                      returning *)
                    """
                        + FULL)
                .bind("order", order.value())
                .bind("now", now)
                .bind("before", now.minus(notWithin))
                .map((row, _) -> refund(row))
                .list());
  }

  void waitUntil(Refund asked, Resolution.Nothing told) {
    checks.waitUntil(asked.id(), asked.status(), told);
  }

  Optional<Refund> find(String id) {
    return database.run(
        handle ->
            handle
                .createQuery("with c as (select * from refund where id = :id) " + FULL)
                .bind("id", id)
                .map((row, _) -> refund(row))
                .findOne());
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
        new GatewayCode(row.getString("gateway")),
        row.getString("provider_account_id"),
        row.getString("device_id"),
        RefundStatus.valueOf(row.getString("status")),
        Rows.optionalInstant(row, "sent_at"),
        Rows.instant(row, "created_at"),
        row.getInt("checks"),
        row.getInt("not_found_count"));
  }
}
