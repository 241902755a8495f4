package org.batua.gateway.topup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.Transition;
import org.jdbi.v3.core.statement.Query;

/// Top-ups in PostgreSQL. A status moves by compare-and-set, and its history, the books, the event
/// and the payment that waits for the money go with it or not at all.
public final class TopupStore {
  private static final String OF =
      """
      select c.*, w.device_id, coalesce(w.linked_country_code, u.mobile_country_code) as country,
        coalesce(w.linked_number, w.mobile_number, u.mobile_number) as mobile
      from c join wallet w on w.id = c.wallet_id join customer u on u.id = w.customer_id
      """;

  private static final NamedSql MOVE = NamedSql.of(TopupSql.MOVE);

  private final Database database;
  private final Ids ids;
  private final DueStore checks;

  public TopupStore(Database database, Ids ids) {
    this.database = database;
    this.ids = ids;
    this.checks = new DueStore(database, "topup");
  }

  /// How often and when top-ups are asked about.
  DueStore checks() {
    return checks;
  }

  /// Adds a merchant's top-up.
  ///
  /// @param name the merchant's id of it
  /// @return whether the merchant had none with this id
  boolean create(Topup topup, String name) {
    return database.run(
            handle ->
                handle
                    .createQuery(TopupSql.CREATE)
                    .bind("id", topup.id())
                    .bind("merchant", topup.merchant().value())
                    .bind("name", name)
                    .bind("wallet", topup.wallet().value())
                    .bind("account", topup.providerAccount())
                    .bind("gateway", topup.gateway().code())
                    .bind("reference", topup.reference().value())
                    .bind("minor", topup.amount().minor())
                    .bind("currency", topup.amount().currency().toString())
                    .bind("returnUrl", topup.returnUrl().orElse(""))
                    .bind("linkUntil", topup.times().linkUntil())
                    .bind("giveUpAt", topup.times().giveUpAt())
                    .bind("now", topup.times().createdAt())
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// Adds a top-up for a payment that waits.
  ///
  /// @return whether the payment waited, and nobody was adding money for it
  boolean createForTxn(Topup topup, String payment) {
    return database.run(
            handle ->
                handle
                    .createQuery(TopupSql.CREATE_FOR_TXN)
                    .bind("id", topup.id())
                    .bind("merchant", topup.merchant().value())
                    .bind("txn", payment)
                    .bind("wallet", topup.wallet().value())
                    .bind("account", topup.providerAccount())
                    .bind("gateway", topup.gateway().code())
                    .bind("reference", topup.reference().value())
                    .bind("minor", topup.amount().minor())
                    .bind("currency", topup.amount().currency().toString())
                    .bind("now", topup.times().createdAt())
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// The top-up that a payment waits for.
  Optional<Topup> openOfTxn(String payment) {
    return database.run(
        handle ->
            topups(
                    handle
                        .createQuery(
                            """
                            with c as (select * from topup
                              where txn_id = :txn and status in ('NEW', 'OPENED'))
                            """
                                + OF)
                        .bind("txn", payment))
                .stream()
                .findFirst());
  }

  /// As [#claim], those that payments of an order wait for.
  List<Topup> claimOfOrder(OrderRef order, Instant now, Duration notWithin) {
    return database.run(
        handle ->
            topups(
                handle
                    .createQuery(
                        """
                        with c as (
                          update topup set checked_at = :now
                          where status = 'OPENED'
                            and txn_id in (select id from txn
                              where order_ref = :order and status = 'FUNDS_IN_TRANSIT')
                            and (checked_at is null or checked_at <= :before)
                          returning *)
                        """
                            + OF)
                    .bind("order", order.value())
                    .bind("now", now)
                    .bind("before", now.minus(notWithin))));
  }

  /// Moves a top-up if its status allows the move.
  ///
  /// @return whether it moved
  boolean moveIfAllowed(String topup, Transition<TopupStatus> move, Instant now) {
    return moveIfIn(move.to().sources(), topup, move, Payment.NEEDS_THE_MONEY, now);
  }

  /// As [#moveIfAllowed], and the payment goes on whatever became of the top-up.
  boolean moveAndGoOn(String topup, Transition<TopupStatus> move, Instant now) {
    return moveIfIn(move.to().sources(), topup, move, Payment.GOES_ON, now);
  }

  /// As [#moveIfAllowed], but nothing else than the end of a wait for a person.
  public boolean moveIfWaitingForAPerson(String topup, Transition<TopupStatus> move, Instant now) {
    var from = EnumSet.of(TopupStatus.MANUAL_REVIEW);
    return moveIfIn(from, topup, move, Payment.NEEDS_THE_MONEY, now);
  }

  /// What becomes of the payment that waits for a top-up.
  private enum Payment {
    NEEDS_THE_MONEY,
    GOES_ON
  }

  private boolean moveIfIn(
      Set<TopupStatus> from,
      String topup,
      Transition<TopupStatus> move,
      Payment payment,
      Instant now) {
    var values = DueStore.values(topup, from, move, now);
    values.put("event", "evt_V2_" + ids.timedHex(now));
    values.put("goesOn", payment == Payment.GOES_ON);
    return !database
        .insist(() -> database.read(MOVE, values, row -> row.getString("id")))
        .isEmpty();
  }

  /// What a payment needs; empty once it waits no longer.
  Optional<Money> wanted(String payment, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select amount_minor, currency from txn
                    where id = :txn and status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
                      and funds_until > :now
                    """)
                .bind("txn", payment)
                .bind("now", now)
                .map((row, _) -> Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow())
                .findOne());
  }

  Optional<Topup> find(String id) {
    return database.run(
        handle ->
            topups(
                    handle
                        .createQuery("with c as (select * from topup where id = :id) " + OF)
                        .bind("id", id))
                .stream()
                .findFirst());
  }

  Optional<Topup> find(MerchantId merchant, String name) {
    return database.run(
        handle ->
            topups(
                    handle
                        .createQuery(
                            """
                            with c as (select * from topup
                              where merchant_id = :merchant and topup_txn_id = :name)
                            """
                                + OF)
                        .bind("merchant", merchant.value())
                        .bind("name", name))
                .stream()
                .findFirst());
  }

  /// Takes some of the top-ups that are due; nobody else gets them before `leaseUntil`.
  List<Topup> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(handle -> topups(checks.claimDue(handle, OF, now, leaseUntil, limit)));
  }

  /// Takes a top-up that may have been paid for one question, unless somebody asked just before.
  Optional<Topup> claim(String id, Instant now, Duration notWithin) {
    return database.run(
        handle ->
            topups(
                    handle
                        .createQuery(
                            """
                            with c as (
                              update topup set checked_at = :now
                              where id = :id and status in ('OPENED', 'PRESUMED_FAILED')
                                and (checked_at is null or checked_at <= :before)
                              returning *)
                            """
                                + OF)
                        .bind("id", id)
                        .bind("now", now)
                        .bind("before", now.minus(notWithin)))
                .stream()
                .findFirst());
  }

  private static List<Topup> topups(Query query) {
    return query.map((row, _) -> topup(row)).list();
  }

  private static Topup topup(ResultSet row) throws SQLException {
    return new Topup(
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        owner(row),
        new WalletId(row.getString("wallet_id")),
        new GatewayCode(row.getString("gateway")),
        row.getString("provider_account_id"),
        row.getString("device_id"),
        mobile(row),
        new Reference(row.getString("reference")),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        Optional.of(row.getString("return_url")).filter(url -> !url.isEmpty()),
        TopupStatus.valueOf(row.getString("status")),
        row.getString("error"),
        new Topup.Times(
            Rows.instant(row, "created_at"),
            Rows.instant(row, "link_until"),
            Rows.instant(row, "give_up_at"),
            Rows.optionalInstant(row, "opened_at")),
        row.getInt("checks"),
        row.getInt("not_found_count"));
  }

  private static Topup.Owner owner(ResultSet row) throws SQLException {
    var payment = row.getString("txn_id");
    return payment == null
        ? new Topup.Owner.Request(row.getString("topup_txn_id"))
        : new Topup.Owner.Payment(payment);
  }

  private static Optional<MobileNumber> mobile(ResultSet row) throws SQLException {
    var country = row.getString("country");
    return Optional.ofNullable(row.getString("mobile"))
        .flatMap(number -> MobileNumber.parse(country, number));
  }
}
