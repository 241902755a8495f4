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
import org.batua.gateway.db.Sql;

/// Browser sessions at orders, start links and frame origins in PostgreSQL. Session ids and link
/// tokens are stored as hashes.
public final class CheckoutStore {
  private static final String FIND_SESSION = Sql.text("checkout/find_session");
  private static final String IS_LINKING = Sql.text("checkout/is_linking");
  private static final String PUT_SESSION = Sql.text("checkout/put_session");
  private static final String INSERT_START = Sql.text("checkout/insert_start");
  private static final String USE_START = Sql.text("checkout/use_start");
  private static final String LIST_FRAME_ORIGINS = Sql.text("checkout/list_frame_origins");
  private static final String REPLACE_FRAME_ORIGINS = Sql.text("checkout/replace_frame_origins");
  private static final String DELETE_EXPIRED_SESSIONS =
      Sql.text("checkout/delete_expired_sessions");
  private static final String DELETE_EXPIRED_STARTS = Sql.text("checkout/delete_expired_starts");

  private static final String DELETE_OLD_STEPS = Sql.text("checkout/delete_old_steps");
  private static final String HAS_EXPIRED_SESSION = Sql.text("checkout/has_expired_session");
  private static final String PUT_GUEST = Sql.text("checkout/put_guest");
  private static final String LIST_FINISHED_GUESTS = Sql.text("checkout/list_finished_guests");
  private static final String DELETE_GUEST = Sql.text("checkout/delete_guest");

  private final Database database;

  public CheckoutStore(Database database) {
    this.database = database;
  }

  Optional<CheckoutSession> session(Secret browser, OrderRef order, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_SESSION)
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
                .createQuery(IS_LINKING)
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
                .createUpdate(PUT_SESSION)
                .bind("browser", Hashes.sha256(browser))
                .bind("order", order.value())
                .bind("customer", session.customer().value())
                .bind("proven", session.isProven())
                .bind("guest", session.guest().map(CustomerId::value).orElse(null))
                .bind("wallet", session.linking().map(one -> one.wallet().value()).orElse(null))
                .bind("owner", session.linking().map(one -> one.owner().value()).orElse(null))
                .bind("sentAt", session.linking().map(CheckoutSession.Linking::sentAt).orElse(null))
                .bind("expiresAt", expiresAt)
                .execute());
  }

  /// Whether a browser's session at an order has expired, and was not deleted yet.
  boolean hasExpiredSession(Secret browser, OrderRef order, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(HAS_EXPIRED_SESSION)
                .bind("browser", Hashes.sha256(browser))
                .bind("order", order.value())
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }

  /// Lets a guest pay the order until it expires.
  void putGuest(CustomerId guest, OrderRef order, Instant expiresAt) {
    database.execute(
        handle ->
            handle
                .createUpdate(PUT_GUEST)
                .bind("customer", guest.value())
                .bind("order", order.value())
                .bind("expiresAt", expiresAt)
                .execute());
  }

  /// A guest whose order is paid, or whose time is over.
  record FinishedGuest(CustomerId customer, MerchantId merchant) {}

  List<FinishedGuest> finishedGuests(Instant now, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(LIST_FINISHED_GUESTS)
                .bind("now", now)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new FinishedGuest(
                            new CustomerId(row.getString("customer_id")),
                            new MerchantId(row.getString("merchant_id"))))
                .list());
  }

  void deleteGuest(CustomerId guest) {
    database.execute(
        handle -> handle.createUpdate(DELETE_GUEST).bind("customer", guest.value()).execute());
  }

  void insertStart(Secret token, OrderRef order, CustomerId customer, Instant expiresAt) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_START)
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
                .createQuery(USE_START)
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
            handle.createUpdate(DELETE_EXPIRED_SESSIONS).bind("then", then).execute()
                + handle.createUpdate(DELETE_EXPIRED_STARTS).bind("then", then).execute()
                + handle.createUpdate(DELETE_OLD_STEPS).bind("then", then).execute());
  }

  List<String> frameOrigins(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(LIST_FRAME_ORIGINS)
                .bind("merchant", merchant.value())
                .mapTo(String.class)
                .list());
  }

  /// Replaces the frame origins of a merchant.
  void replaceFrameOrigins(MerchantId merchant, List<String> origins) {
    database.execute(
        handle ->
            handle
                .createUpdate(REPLACE_FRAME_ORIGINS)
                .bind("merchant", merchant.value())
                .bindArray("origins", String.class, origins)
                .execute());
  }

  private static CheckoutSession session(ResultSet row) throws SQLException {
    var customer = new CustomerId(row.getString("customer_id"));
    var owner = Rows.optionalText(row, "linking_for").map(CustomerId::new).orElse(customer);
    var wallet = Rows.optionalText(row, "wallet_id");
    var sentAt = Rows.optionalInstant(row, "otp_sent_at");
    return new CheckoutSession(
        customer,
        row.getBoolean("proven"),
        Rows.optionalText(row, "guest_id").map(CustomerId::new),
        wallet.flatMap(
            id ->
                sentAt.map(
                    at ->
                        new CheckoutSession.Linking(WalletId.parse(id).orElseThrow(), owner, at))));
  }
}
