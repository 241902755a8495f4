package org.batua.gateway.topup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.batua.gateway.db.Sql;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.resolution.DueStore;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.ResolvableStore;
import org.batua.gateway.resolution.Transition;
import org.jdbi.v3.core.statement.Query;

/// Top-ups in PostgreSQL. A status moves by compare-and-set, and its history, the books, the event
/// and the payment that waits for the money go with it or not at all.
public final class TopupStore implements ResolvableStore<Topup, TopupStatus> {
  private static final String CREATE = Sql.text("topup/create");
  private static final String CREATE_FOR_PAYMENT = Sql.text("topup/create_for_payment");
  private static final String OPEN_OF_PAYMENT = Sql.text("topup/open_of_payment");
  private static final String CLAIM = Sql.text("topup/claim");
  private static final String CLAIM_OF_ORDER = Sql.text("topup/claim_of_order");
  private static final String WANTED_BY_PAYMENT = Sql.text("topup/wanted_by_payment");
  private static final String FIND_OF_MERCHANT = Sql.text("topup/find_of_merchant");
  private static final NamedSql MOVE = Sql.named("topup/move");
  private static final DueStore.Statements DUE =
      new DueStore.Statements(
          "",
          Sql.text("topup/expedite_waiting"),
          Sql.text("topup/claim_due"),
          Sql.text("topup/wait_until"),
          Sql.text("topup/stop_asking"),
          Sql.text("topup/find"));

  private final Database database;
  private final DueStore<Topup> due;

  public TopupStore(Database database) {
    this.database = database;
    this.due = new DueStore<>(database, DUE, (row, _) -> topup(row));
  }

  /// Adds a merchant's top-up.
  ///
  /// @param name the merchant's id of it
  /// @return whether the merchant had none with this id
  boolean create(Topup topup, String name) {
    return database.run(
            handle ->
                handle
                    .createQuery(CREATE)
                    .bind("id", topup.id())
                    .bind("merchant", topup.merchant().value())
                    .bind("name", name)
                    .bind("wallet", topup.wallet().value())
                    .bind("account", topup.at().account())
                    .bind("gateway", topup.at().gateway().code())
                    .bind("reference", topup.reference().value())
                    .bind("minor", topup.amount().minor())
                    .bind("currency", topup.amount().currency().toString())
                    .bind("returnUrl", topup.returnUrl().orElse(""))
                    .bind("linkUntil", topup.times().linkUntil())
                    .bind("giveUpAt", topup.times().giveUpAt())
                    .bind("trace", LogTrail.traceParent())
                    .bind("now", topup.times().createdAt())
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// Adds a top-up for a payment that waits.
  ///
  /// @return whether the payment waited, and no other top-up of it was open
  boolean createForTxn(Topup topup, String payment) {
    return database.run(
            handle ->
                handle
                    .createQuery(CREATE_FOR_PAYMENT)
                    .bind("id", topup.id())
                    .bind("merchant", topup.merchant().value())
                    .bind("txn", payment)
                    .bind("wallet", topup.wallet().value())
                    .bind("account", topup.at().account())
                    .bind("gateway", topup.at().gateway().code())
                    .bind("reference", topup.reference().value())
                    .bind("minor", topup.amount().minor())
                    .bind("currency", topup.amount().currency().toString())
                    .bind("trace", LogTrail.traceParent())
                    .bind("now", topup.times().createdAt())
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// The top-up that a payment waits for.
  Optional<Topup> openOfTxn(String payment) {
    return database.run(
        handle ->
            topups(handle.createQuery(OPEN_OF_PAYMENT).bind("txn", payment)).stream().findFirst());
  }

  /// Takes those that payments of an order wait for, for one question.
  public List<Topup> claimOfOrder(OrderRef order, Instant now, Duration within) {
    return due.claim(CLAIM_OF_ORDER, order.value(), now, within);
  }

  @Override
  public DueStore<Topup> due() {
    return due;
  }

  @Override
  public boolean move(Topup topup, Transition<TopupStatus> move, Instant now) {
    var from = move.to().sources();
    return moveIfIn(from, topup.id(), topup.reference(), move, Payment.NEEDS_THE_MONEY, now);
  }

  /// As [#move], and the payment goes on whatever became of the top-up.
  boolean moveAndGoOn(Topup topup, Transition<TopupStatus> move, Instant now) {
    var from = move.to().sources();
    return moveIfIn(from, topup.id(), topup.reference(), move, Payment.GOES_ON, now);
  }

  /// As [#move], but only what a person may decide.
  public boolean moveIfReviewable(
      String id, Reference reference, Transition<TopupStatus> move, Instant now) {
    var from = EnumSet.of(TopupStatus.MANUAL_REVIEW, TopupStatus.PRESUMED_FAILED);
    return moveIfIn(from, id, reference, move, Payment.NEEDS_THE_MONEY, now);
  }

  /// What becomes of the payment that waits for a top-up.
  private enum Payment {
    NEEDS_THE_MONEY,
    GOES_ON
  }

  private boolean moveIfIn(
      Set<TopupStatus> from,
      String id,
      Reference reference,
      Transition<TopupStatus> move,
      Payment payment,
      Instant now) {
    var values = DueStore.values(id, reference.value(), from, move, now);
    values.put("goesOn", payment == Payment.GOES_ON);
    return !database
        .insist(() -> database.writeUnresolved(MOVE, values, row -> row.getString("id")))
        .isEmpty();
  }

  /// What a payment needs; empty once it waits no longer.
  Optional<Money> wanted(String payment, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(WANTED_BY_PAYMENT)
                .bind("txn", payment)
                .bind("now", now)
                .map((row, _) -> Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow())
                .findOne());
  }

  Optional<Topup> find(MerchantId merchant, String name) {
    return database.run(
        handle ->
            topups(
                    handle
                        .createQuery(FIND_OF_MERCHANT)
                        .bind("merchant", merchant.value())
                        .bind("name", name))
                .stream()
                .findFirst());
  }

  /// None is ever being sent: its customer's browser makes it.
  @Override
  public int expediteOrphaned(Instant now) {
    return 0;
  }

  /// Takes a top-up that may have been paid for one question, unless it was asked about a moment
  /// ago.
  List<Topup> claim(String id, Instant now, Duration within) {
    return due.claim(CLAIM, id, now, within);
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
        new OpenTransaction.At(
            new GatewayCode(row.getString("gateway")),
            row.getString("provider_account_id"),
            row.getString("device_id")),
        mobile(row),
        new Reference(row.getString("reference")),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        Optional.of(row.getString("return_url")).filter(url -> !url.isEmpty()),
        TopupStatus.valueOf(row.getString("status")),
        FailureReason.parse(row.getString("error")),
        new Topup.Times(
            Rows.instant(row, "created_at"),
            Rows.instant(row, "link_until"),
            Rows.instant(row, "give_up_at"),
            Rows.optionalInstant(row, "opened_at")),
        new OpenTransaction.Inquiries(row.getInt("checks"), row.getInt("not_found_count")));
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
