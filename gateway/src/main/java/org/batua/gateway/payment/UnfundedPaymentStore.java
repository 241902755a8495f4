package org.batua.gateway.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.order.PaymentStatus;

/// Payments that wait for money, in PostgreSQL. Whoever adds money makes it `FUNDED` in the
/// transaction that tells so; from there on one of several who try sends the payment again.
public final class UnfundedPaymentStore {
  private static final String FIND = Sql.text("payment/find_unfunded");
  private static final String FIND_SOURCE = Sql.text("payment/find_source");
  private static final String IS_SENT_AGAIN = Sql.text("payment/is_sent_again");
  private static final String FUND = Sql.text("payment/fund");

  private final Database database;

  public UnfundedPaymentStore(Database database) {
    this.database = database;
  }

  /// A payment of a merchant's that waits now.
  public Optional<UnfundedPayment> find(MerchantId merchant, String payment) {
    return find(payment).filter(one -> one.merchant().equals(merchant));
  }

  /// A payment that waits now.
  Optional<UnfundedPayment> find(String payment) {
    return database.run(
        handle ->
            handle.createQuery(FIND).bind("txn", payment).map((row, _) -> unfunded(row)).findOne());
  }

  /// The wallet that a payment is made from; empty for one on a provider's page.
  Optional<UnfundedPayment.Source> source(String payment) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_SOURCE)
                .bind("txn", payment)
                .map((row, _) -> source(row))
                .findOne());
  }

  /// Whether a payment was refused not only when it was made.
  public boolean isRefusedAgain(UnfundedPayment payment) {
    return database.run(
        handle ->
            handle.createQuery(IS_SENT_AGAIN).bind("txn", payment.id()).mapTo(Boolean.class).one());
  }

  /// Makes a payment whose wallet has enough money by now `FUNDED`.
  void fund(String payment, Instant now) {
    database.execute(
        handle -> handle.createUpdate(FUND).bind("txn", payment).bind("now", now).execute());
  }

  private static UnfundedPayment unfunded(ResultSet row) throws SQLException {
    return new UnfundedPayment(
        row.getString("id"),
        new Reference(row.getString("reference")),
        new OrderRef(row.getString("order_ref")),
        source(row),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        PaymentStatus.valueOf(row.getString("status")),
        Rows.instant(row, "funds_until"));
  }

  private static UnfundedPayment.Source source(ResultSet row) throws SQLException {
    return new UnfundedPayment.Source(
        new MerchantId(row.getString("merchant_id")),
        new WalletId(row.getString("wallet_id")),
        row.getInt("link_generation"));
  }
}
