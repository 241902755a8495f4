package org.batua.gateway.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.Actor;

/// Txns that wait for money, in PostgreSQL. Whoever adds money makes it `FUNDED` in the transaction
/// that tells so; from there on one of several who try sends the txn again.
public final class UnfundedPaymentStore {
  private static final String OF =
      """
      select c.*, o.merchant_id from c join merchant_order o on o.id = c.order_ref
      """;

  private final Database database;

  public UnfundedPaymentStore(Database database) {
    this.database = database;
  }

  /// A txn that waits now.
  public Optional<UnfundedPayment> find(MerchantId merchant, String payment) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (select * from txn where id = :txn
                      and status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED'))
                    """
                        + OF
                        + " where o.merchant_id = :merchant")
                .bind("txn", payment)
                .bind("merchant", merchant.value())
                .map((row, _) -> waiting(row))
                .findOne());
  }

  /// Takes some that may go on; nobody else gets them before `leaseUntil`.
  List<UnfundedPayment> claim(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (
                      update txn set next_check_at = :lease
                      where id in (select id from txn
                        where status = 'FUNDED' and next_check_at <= :now
                        order by next_check_at limit :limit for update skip locked)
                      returning *)
                    """
                        + OF)
                .bind("now", now)
                .bind("lease", leaseUntil)
                .bind("limit", limit)
                .map((row, _) -> waiting(row))
                .list());
  }

  /// Lets a txn go on whose wallet has enough money by now.
  boolean letGoOn(String payment, Instant now) {
    return database.run(
        handle ->
            handle
                    .createUpdate(
                        """
                        with old as (
                          select id, status from txn where id = :txn for update
                        ), t as (
                          update txn set status = 'FUNDED', next_check_at = :now, updated_at = :now
                          from old
                          where txn.id = old.id and funds_until > :now
                            and old.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
                          returning txn.id, old.status as from_status
                        )
                        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
                        select id, :now, from_status, 'FUNDED', 'CUSTOMER', 'the balance is enough'
                        from t
                        """)
                    .bind("txn", payment)
                    .bind("now", now)
                    .execute()
                == 1);
  }

  /// Makes a txn one that is being sent, under another reference.
  ///
  /// @return whether the caller is the one to send it
  boolean goOn(
      UnfundedPayment payment,
      Reference reference,
      String sender,
      Actor actor,
      Instant now,
      Instant end) {
    return database.run(
            handle ->
                handle
                    .createQuery(PaymentSql.GO_ON)
                    .bind("txn", payment.id())
                    .bind("reference", reference.value())
                    .bind("sender", sender)
                    .bind("actor", actor.name())
                    .bind("now", now)
                    .bind("deadline", end)
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  private static UnfundedPayment waiting(ResultSet row) throws SQLException {
    return new UnfundedPayment(
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        new OrderRef(row.getString("order_ref")),
        new WalletId(row.getString("wallet_id")),
        row.getInt("link_generation"),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        PaymentStatus.valueOf(row.getString("status")),
        Rows.instant(row, "funds_until"));
  }
}
