package org.batua.gateway.debit;

import java.net.URI;
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
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.resolve.CheckStore;
import org.batua.gateway.resolve.Finding;
import org.batua.gateway.resolve.Move;
import org.batua.gateway.wallet.Payer;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Txns in PostgreSQL. Intent and outcome are one statement and one commit each; a status moves by
/// compare-and-set, and its move, the order, the books and the event go with it or not at all.
public final class TxnStore {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String OF_DUE =
      """
      select c.*, coalesce(w.device_id, '') as device_id, w.customer_id, u.mobile_country_code,
        coalesce(w.mobile_number, u.mobile_number) as mobile
      from c left join wallet w on w.id = c.wallet_id left join customer u on u.id = w.customer_id
      """;

  private final Database database;
  private final CheckStore checks;
  private final Ids ids;
  private final SecondCharge secondCharge;

  public TxnStore(Database database, Ids ids, SecondCharge secondCharge) {
    this.database = database;
    this.checks = new CheckStore(database, "txn");
    this.ids = ids;
    this.secondCharge = secondCharge;
  }

  /// What storing an intent came to.
  sealed interface Begun {
    /// It is stored: the provider may be called.
    record Stored(Txn txn) implements Begun {}

    record TokenUsed() implements Begun {}

    /// The order does not exist, is not open, or is another customer's; or the wallet moved on.
    record NotOpen() implements Begun {}
  }

  /// How a payment is made.
  sealed interface Means {
    GatewayCode gateway();

    /// The id of the account at the provider.
    String account();

    Currency currency();

    /// From a linked wallet, with a token.
    record Wallet(Payer payer) implements Means {
      @Override
      public GatewayCode gateway() {
        return payer.wallet().gateway();
      }

      @Override
      public String account() {
        return payer.wallet().providerAccount();
      }

      @Override
      public Currency currency() {
        return payer.currency();
      }
    }

    /// On a page of the provider's.
    record Page(GatewayCode gateway, String account, Currency currency, Txn.Page times)
        implements Means {}
  }

  /// Everything that an intent says.
  record Intent(
      Caller caller,
      String orderId,
      Means means,
      Reference reference,
      String sender,
      Instant now,
      Instant deadline) {}

  /// Takes the order, uses the token up and stores the intent, all or nothing.
  Begun begin(Intent intent) {
    try {
      return database
          .run(
              handle ->
                  bind(handle.createQuery(TxnSql.BEGIN), intent)
                      .bind("merchant", intent.caller().merchant().value())
                      .bind("device", intent.caller() instanceof Caller.Customer)
                      .bind("order", intent.orderId())
                      .bind("currency", intent.means().currency().getCurrencyCode())
                      .bind("account", intent.means().account())
                      .bind("gateway", intent.means().gateway().code())
                      .bind("txn", "txn_" + ids.hex(16))
                      .bind("reference", intent.reference().value())
                      .bind("sender", intent.sender())
                      .bind("now", intent.now())
                      .bind("deadline", intent.deadline())
                      .map((row, _) -> begun(row, intent))
                      .findOne())
          .<Begun>map(Begun.Stored::new)
          .orElseGet(Begun.NotOpen::new);
    } catch (UnableToExecuteStatementException e) {
      if (isTokenUse(e)) {
        return new Begun.TokenUsed();
      }
      throw e;
    }
  }

  private static Query bind(Query begin, Intent intent) {
    return switch (intent.means()) {
      case Means.Wallet(var payer) ->
          begin
              .bind("customer", payer.wallet().customer().value())
              .bind("wallet", payer.wallet().id().value())
              .bind("generation", payer.wallet().linkGeneration())
              .bind("token", payer.tokenUse().hex())
              .bind("linkUntil", (Instant) null)
              .bind("giveUpAt", (Instant) null);
      case Means.Page(_, _, _, var times) ->
          begin
              .bind("customer", customer(intent.caller()))
              .bind("wallet", (String) null)
              .bind("generation", (Integer) null)
              .bind("token", (String) null)
              .bind("linkUntil", times.linkUntil())
              .bind("giveUpAt", times.giveUpAt());
    };
  }

  private static @Nullable String customer(Caller caller) {
    return switch (caller) {
      case Caller.Customer(_, var customer) -> customer.value();
      case Caller.Merchant _ -> null;
    };
  }

  /// Whether a payment was begun with the token.
  boolean isUsed(Payer.TokenUse token) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from wallet_token_use
                      where token = decode(:t, 'hex'))
                    """)
                .bind("t", token.hex())
                .mapTo(Boolean.class)
                .one());
  }

  private static boolean isTokenUse(UnableToExecuteStatementException e) {
    return e.getCause() instanceof SQLException cause
        && UNIQUE_VIOLATION.equals(cause.getSQLState())
        && String.valueOf(cause.getMessage()).contains("wallet_token_use");
  }

  private static Txn begun(ResultSet row, Intent intent) throws SQLException {
    var payer =
        intent.means() instanceof Means.Wallet(var one)
            ? Optional.of(one)
            : Optional.<Payer>empty();
    var page =
        intent.means() instanceof Means.Page(_, _, _, var times)
            ? Optional.of(times)
            : Optional.<Txn.Page>empty();
    return new Txn(
        row.getString("txn_id"),
        new OrderRef(row.getString("id")),
        intent.reference(),
        intent.means().gateway(),
        intent.means().account(),
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
        TxnStatus.SENDING,
        "",
        "",
        intent.now(),
        0,
        0,
        payer.map(one -> one.wallet().customer().value()).orElse(""),
        payer.map(one -> one.linked().mobile()),
        payer.map(one -> one.linked().call().deviceId()).orElse(""),
        page);
  }

  /// Gives a txn that is being sent another reference, since its first one was refused for the
  /// credentials' sake and is burnt.
  boolean sendAgainIfSending(String txn, Reference reference, Instant now, Instant deadline) {
    return database.run(
            handle ->
                handle
                    .createQuery(TxnSql.SEND_AGAIN)
                    .bind("txn", txn)
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
  boolean moveIfAllowed(String txn, Move<TxnStatus> move, Instant now) {
    return moveIfIn(new From(move.to().sources(), null), txn, move, "", now);
  }

  /// As [#moveIfAllowed], but only the end of a wait for money at this stage.
  boolean moveIfWaitingForMoney(
      String txn, WaitingTxn.Stage stage, Move<TxnStatus> move, Instant now) {
    return moveIfIn(new From(EnumSet.of(TxnStatus.NEEDS_CUSTOMER), stage), txn, move, "", now);
  }

  /// As [#moveIfAllowed], to where the customer must act on a page of the provider.
  boolean moveToPageIfAllowed(String txn, Move<TxnStatus> move, URI page, Instant now) {
    return moveIfIn(new From(move.to().sources(), null), txn, move, page.toString(), now);
  }

  /// As [#moveIfAllowed], but nothing else than the end of a wait for a person.
  public boolean moveIfWaitingForAPerson(String txn, Move<TxnStatus> move, Instant now) {
    return moveIfIn(new From(EnumSet.of(TxnStatus.NEEDS_PERSON), null), txn, move, "", now);
  }

  /// Where a txn must stand to be moved.
  ///
  /// @param stage of its wait for money; null for any
  private record From(Set<TxnStatus> statuses, WaitingTxn.@Nullable Stage stage) {}

  private boolean moveIfIn(
      From from, String txn, Move<TxnStatus> move, String customerUrl, Instant now) {
    boolean refunds = move.to() == TxnStatus.CHARGED && secondCharge == SecondCharge.REFUND;
    return database.insist(
            handle ->
                CheckStore.bind(handle.createQuery(TxnSql.MOVE), txn, from.statuses(), move, now)
                    .bind("stage", from.stage() == null ? null : from.stage().name())
                    .bind("orderStatus", move.to().order().name())
                    .bind("url", customerUrl)
                    .bind("event", "evt_V2_" + ids.hex(16))
                    .bind("refundId", refunds ? "rfd_" + ids.hex(16) : null)
                    .bind("refundReference", refunds ? ids.ulid(now) : null)
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /// Lets what dead processes were sending be looked at now.
  int hurryWhatDeadProcessesSent(Instant now) {
    return checks.hurryWhatDeadProcessesSent(now);
  }

  /// Takes some of the txns that are due; nobody else gets them before `leaseUntil`.
  List<Txn> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            checks
                .claimDue(handle, OF_DUE, now, leaseUntil, limit)
                .map((row, _) -> txn(row))
                .list());
  }

  /// Takes the open txns of an order for one question, unless somebody asked just before. What
  /// counts as failed only because the provider did not know it is asked about too.
  List<Txn> claimOfOrder(OrderRef order, Instant now, Duration notWithin) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (
                      update txn set checked_at = :now
                      where order_ref = :order
                        and (status in ('UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER')
                          or (status = 'SENDING' and next_check_at <= :now)
                          or (status = 'DECLINED' and error in ('NOT_FOUND', 'EXPIRED')))
                        and (checked_at is null or checked_at <= :before)
                      returning *)
                    """
                        + OF_DUE)
                .bind("order", order.value())
                .bind("now", now)
                .bind("before", now.minus(notWithin))
                .map((row, _) -> txn(row))
                .list());
  }

  void waitUntil(Txn asked, Finding.Nothing told) {
    checks.waitUntil(asked.id(), asked.status(), told);
  }

  /// Ends the questions about a txn that was given up.
  void stopAsking(Txn givenUp) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    "update txn set next_check_at = null where id = :txn and status = 'DECLINED'")
                .bind("txn", givenUp.id())
                .execute());
  }

  Optional<Txn> find(String id) {
    return database.run(
        handle ->
            handle
                .createQuery("with c as (select * from txn where id = :id) " + OF_DUE)
                .bind("id", id)
                .map((row, _) -> txn(row))
                .findOne());
  }

  private static Txn txn(ResultSet row) throws SQLException {
    var mobile = Rows.optionalText(row, "mobile");
    var linkUntil = Rows.optionalInstant(row, "link_until");
    var giveUpAt = Rows.optionalInstant(row, "give_up_at");
    return new Txn(
        row.getString("id"),
        new OrderRef(row.getString("order_ref")),
        new Reference(row.getString("reference")),
        new GatewayCode(row.getString("gateway")),
        row.getString("provider_account_id"),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        TxnStatus.valueOf(row.getString("status")),
        row.getString("error"),
        row.getString("customer_url"),
        Rows.instant(row, "sent_at"),
        row.getInt("checks"),
        row.getInt("not_found_count"),
        Rows.optionalText(row, "customer_id").orElse(""),
        Rows.optionalText(row, "mobile_country_code").flatMap(code -> mobile(code, mobile)),
        row.getString("device_id"),
        linkUntil.map(until -> new Txn.Page(until, giveUpAt.orElseThrow())));
  }

  private static Optional<MobileNumber> mobile(String countryCode, Optional<String> text) {
    return text.flatMap(number -> MobileNumber.parse(countryCode, number));
  }
}
