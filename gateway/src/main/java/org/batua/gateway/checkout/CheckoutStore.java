package org.batua.gateway.checkout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;

/// Browser sessions at orders, start links and frame origins in PostgreSQL. Session ids and link
/// tokens are stored as hashes.
public final class CheckoutStore {
  private final Database database;

  public CheckoutStore(Database database) {
    this.database = database;
  }

  Optional<CheckoutSession> session(Secret browser, OrderRef order, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select * from checkout_seat
                    where browser = :browser and order_ref = :order and expires_at > :now
                    """)
                .bind("browser", Hashes.sha256(browser))
                .bind("order", order.value())
                .bind("now", now)
                .map((row, _) -> session(row))
                .findOne());
  }

  /// Whether a browser is linking this wallet at an order.
  boolean isLinking(Secret browser, WalletId wallet, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from checkout_seat
                    where browser = :browser and wallet_id = :wallet and expires_at > :now)
                    """)
                .bind("browser", Hashes.sha256(browser))
                .bind("wallet", wallet.value())
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }

  /// Stores a browser's session at an order in place of the one before.
  void put(Secret browser, OrderRef order, CheckoutSession session, Instant expiresAt) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into checkout_seat (browser, order_ref, customer_id, proven, wallet_id,
                      otp_sent_at, expires_at)
                    values (:browser, :order, :customer, :proven, :wallet, :sentAt, :expiresAt)
                    on conflict (browser, order_ref) do update set
                      customer_id = excluded.customer_id, proven = excluded.proven,
                      wallet_id = excluded.wallet_id, otp_sent_at = excluded.otp_sent_at,
                      expires_at = excluded.expires_at
                    """)
                .bind("browser", Hashes.sha256(browser))
                .bind("order", order.value())
                .bind("customer", session.customer().value())
                .bind("proven", session.isProven())
                .bind("wallet", session.linking().map(one -> one.wallet().value()).orElse(null))
                .bind("sentAt", session.linking().map(CheckoutSession.Linking::sentAt).orElse(null))
                .bind("expiresAt", expiresAt)
                .execute());
  }

  void insertStart(Secret token, OrderRef order, CustomerId customer, Instant expiresAt) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into checkout_start (token, order_ref, customer_id, expires_at)
                    values (:token, :order, :customer, :expiresAt)
                    """)
                .bind("token", Hashes.sha256(token))
                .bind("order", order.value())
                .bind("customer", customer.value())
                .bind("expiresAt", expiresAt)
                .execute());
  }

  /// What a start link leads to.
  ///
  /// @param isFirst whether this use is its first, and in time
  record Start(OrderRef order, CustomerId customer, boolean isFirst) {}

  /// Uses a start link up; empty when there is no such link.
  Optional<Start> useStart(Secret token, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with first as (
                      update checkout_start set used_at = :now
                      where token = :token and used_at is null and expires_at > :now
                      returning token
                    )
                    select s.order_ref, s.customer_id, f.token is not null as is_first
                    from checkout_start s left join first f using (token)
                    where s.token = :token
                    """)
                .bind("token", Hashes.sha256(token))
                .bind("now", now)
                .map(
                    (row, _) ->
                        new Start(
                            new OrderRef(row.getString("order_ref")),
                            new CustomerId(row.getString("customer_id")),
                            row.getBoolean("is_first")))
                .findOne());
  }

  int deleteExpiredBefore(Instant then) {
    return database.run(
        handle ->
            handle
                    .createUpdate("delete from checkout_seat where expires_at < :then")
                    .bind("then", then)
                    .execute()
                + handle
                    .createUpdate("delete from checkout_start where expires_at < :then")
                    .bind("then", then)
                    .execute());
  }

  List<String> frameOrigins(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select origin from checkout_framer where merchant_id = :merchant
                    order by origin
                    """)
                .bind("merchant", merchant.value())
                .mapTo(String.class)
                .list());
  }

  /// Replaces the frame origins of a merchant.
  void replaceFrameOrigins(MerchantId merchant, List<String> origins) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    with gone as (
                      delete from checkout_framer
                      where merchant_id = :merchant and origin <> all (:origins)
                    )
                    insert into checkout_framer (merchant_id, origin)
                    select :merchant, unnest(:origins) on conflict do nothing
                    """)
                .bind("merchant", merchant.value())
                .bindArray("origins", String.class, origins)
                .execute());
  }

  private static CheckoutSession session(ResultSet row) throws SQLException {
    var wallet = Rows.optionalText(row, "wallet_id");
    var sentAt = Rows.optionalInstant(row, "otp_sent_at");
    return new CheckoutSession(
        new CustomerId(row.getString("customer_id")),
        row.getBoolean("proven"),
        wallet.flatMap(
            id ->
                sentAt.map(
                    at -> new CheckoutSession.Linking(WalletId.parse(id).orElseThrow(), at))));
  }
}
