package org.batua.gateway.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads payments, refunds, top-ups and customers for those who look after them; every statement
/// names the merchant, goes by an index, and looks at a bounded number of rows.
public final class LookupStore {
  private static final String FIND = Sql.text("lookup/find");
  private static final String FIND_PREFIX = Sql.text("lookup/find_prefix");
  private static final String FIND_TOPUPS = Sql.text("lookup/find_topups");
  private static final String FIND_PEOPLE = Sql.text("lookup/find_people");
  private static final String LIST_ORDERS = Sql.text("lookup/list_orders");
  private static final String ORDERS_OF_CUSTOMER = Sql.text("lookup/list_orders_of_customer");
  private static final String END_OF_SCAN = Sql.text("lookup/end_of_scan");
  private static final String FOR_A_PERSON = Sql.text("lookup/list_for_a_person");
  private static final String OPEN = Sql.text("lookup/list_open");
  private static final String FIND_ORDER = Sql.text("lookup/find_order");
  private static final String PARTS = Sql.text("lookup/parts_of_order");
  private static final String MOVES = Sql.text("lookup/moves_of_order");
  private static final String FIND_CUSTOMER = Sql.text("lookup/find_customer");
  private static final String TOKEN_USES = Sql.text("lookup/token_uses_of_customer");
  private static final String WALLETS = Sql.text("lookup/wallets_of_customer");

  /// How many rows a list looks at before it shows what it has.
  static final int SCAN_MAX = 5_000;

  private final Database database;

  public LookupStore(Database database) {
    this.database = database;
  }

  List<Hit> find(MerchantId merchant, SearchTerm term, int limit) {
    return database.run(
        handle -> {
          List<Hit> hits = new ArrayList<>();
          hits.addAll(
              query(handle, FIND, merchant, term, limit)
                  .bind("order", term.order())
                  .map((row, _) -> hit(row))
                  .list());
          hits.addAll(
              query(handle, FIND_TOPUPS, merchant, term, limit).map((row, _) -> hit(row)).list());
          hits.addAll(
              query(handle, FIND_PEOPLE, merchant, term, limit)
                  .bindArray("numbers", String.class, term.numbers())
                  .bind("email", term.email())
                  .map((row, _) -> hit(row))
                  .list());
          return hits;
        });
  }

  private static Query query(
      Handle handle, String statement, MerchantId merchant, SearchTerm term, int limit) {
    return handle
        .createQuery(statement)
        .bind("merchant", merchant.value())
        .bind("text", term.text())
        .bind("limit", limit);
  }

  /// Orders whose id begins so.
  List<Hit> findByPrefix(MerchantId merchant, String text, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_PREFIX)
                .bind("merchant", merchant.value())
                .bind("text", text)
                .bind("limit", limit)
                .map((row, _) -> hit(row))
                .list());
  }

  /// Orders, newest first.
  public Slice<ListedOrder> orders(
      MerchantId merchant, ListFilter filter, Slice.Place before, int limit) {
    return database.run(
        handle -> {
          boolean ofAll = filter.customer().isEmpty();
          var query =
              ofAll
                  ? handle.createQuery(LIST_ORDERS)
                  : handle.createQuery(ORDERS_OF_CUSTOMER).bind("customer", filter.customer());
          var rows =
              placed(query, merchant, before)
                  .bind("from", filter.from())
                  .bind("to", filter.to())
                  .bind("status", filter.status())
                  .bind("gateway", filter.gateway())
                  .bind("account", filter.account())
                  .bind("open", filter.openBefore().isPresent())
                  .bind("openBefore", filter.openBefore().orElse(Instant.EPOCH))
                  .bind("error", filter.error())
                  .bind("minMinor", filter.minMinor())
                  .bind("maxMinor", filter.maxMinor())
                  .bind("limit", limit + 1)
                  .map((row, _) -> order(row))
                  .list();
          if (rows.size() > limit) {
            var shown = rows.subList(0, limit);
            var last = shown.getLast();
            var next = Optional.of(new Slice.Place(last.createdAt(), last.ref()));
            return new Slice<>(shown, next, /* cutShort= */ false);
          }
          var end =
              placed(handle.createQuery(END_OF_SCAN), merchant, before)
                  .bind("from", filter.from())
                  .bind("to", filter.to())
                  .map((row, _) -> place(row))
                  .findOne();
          return new Slice<>(rows, ofAll ? end : Optional.empty(), ofAll && end.isPresent());
        });
  }

  private static Query placed(Query query, MerchantId merchant, Slice.Place before) {
    return query
        .bind("merchant", merchant.value())
        .bind("beforeAt", before.at())
        .bind("afterId", before.id())
        .bind("scan", SCAN_MAX);
  }

  /// What only a person can end, longest waiting first.
  public List<Listed> forAPerson(MerchantId merchant, int limit) {
    return open(FOR_A_PERSON, merchant, limit);
  }

  /// What is asked about again by itself.
  public List<Listed> open(MerchantId merchant, int limit) {
    return open(OPEN, merchant, limit);
  }

  private List<Listed> open(String statement, MerchantId merchant, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(statement)
                .bind("merchant", merchant.value())
                .bind("limit", limit)
                .map((row, _) -> ListStore.listed(row))
                .list());
  }

  /// An order with its whole story.
  public Optional<OrderStory> story(MerchantId merchant, String order) {
    return database.run(
        handle -> {
          var parts =
              handle.createQuery(PARTS).bind("order", order).map((row, _) -> part(row)).list();
          var moves =
              handle.createQuery(MOVES).bind("order", order).map((row, _) -> move(row)).list();
          return handle
              .createQuery(FIND_ORDER)
              .bind("order", order)
              .bind("merchant", merchant.value())
              .map((row, _) -> story(row, parts, moves))
              .findOne();
        });
  }

  public Optional<CustomerStory> customer(MerchantId merchant, String customer) {
    return database.run(
        handle -> {
          var wallets =
              handle
                  .createQuery(WALLETS)
                  .bind("customer", customer)
                  .map((row, _) -> wallet(row))
                  .list();
          var uses =
              handle
                  .createQuery(TOKEN_USES)
                  .bind("customer", customer)
                  .bind("merchant", merchant.value())
                  .map((row, _) -> tokenUse(row))
                  .list();
          return handle
              .createQuery(FIND_CUSTOMER)
              .bind("customer", customer)
              .bind("merchant", merchant.value())
              .map((row, _) -> customer(row, wallets, uses))
              .findOne();
        });
  }

  private static Slice.Place place(ResultSet row) throws SQLException {
    return new Slice.Place(Rows.instant(row, "created_at"), row.getString("id"));
  }

  private static Hit hit(ResultSet row) throws SQLException {
    return new Hit(
        Hit.Kind.valueOf(row.getString("kind")),
        row.getString("by"),
        row.getString("id"),
        row.getString("order_ref"),
        row.getString("customer_id"),
        row.getString("label"),
        row.getString("status"),
        Rows.optionalMoney(row, "amount_minor", "currency"),
        Rows.instant(row, "at"));
  }

  private static Money amount(ResultSet row) throws SQLException {
    return Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow();
  }

  private static ListedOrder order(ResultSet row) throws SQLException {
    return new ListedOrder(
        row.getString("id"),
        row.getString("order_id"),
        row.getString("customer_id"),
        amount(row),
        row.getLong("refunded_minor"),
        row.getString("status"),
        row.getString("gateway"),
        row.getString("payment"),
        row.getString("error"),
        row.getString("provider_code"),
        row.getString("provider_reference"),
        Rows.instant(row, "created_at"));
  }

  private static OrderStory story(
      ResultSet row, List<OrderStory.Part> parts, List<OrderStory.Move> moves) throws SQLException {
    return new OrderStory(
        row.getString("id"),
        row.getString("order_id"),
        row.getString("status"),
        amount(row),
        row.getLong("refunded_minor"),
        row.getString("customer_id"),
        row.getString("customer_given"),
        row.getString("details"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "expires_at"),
        parts,
        moves);
  }

  private static OrderStory.Part part(ResultSet row) throws SQLException {
    return new OrderStory.Part(
        Hit.Kind.valueOf(row.getString("kind")),
        row.getString("id"),
        row.getString("label"),
        row.getString("payment_of"),
        new OrderStory.AtProvider(
            row.getString("gateway"),
            row.getString("provider_account_id"),
            row.getString("wallet_id"),
            row.getString("reference"),
            row.getString("provider_reference")),
        amount(row),
        row.getString("status"),
        new OrderStory.Failure(
            row.getString("error"),
            row.getString("provider_code"),
            row.getString("provider_message")),
        row.getBoolean("second_charge"),
        new OrderStory.Checks(row.getInt("checks"), Rows.optionalInstant(row, "next_check_at")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private static OrderStory.Move move(ResultSet row) throws SQLException {
    return new OrderStory.Move(
        Rows.instant(row, "at"),
        Hit.Kind.valueOf(row.getString("kind")),
        row.getString("part"),
        row.getString("from_status"),
        row.getString("to_status"),
        row.getString("actor"),
        row.getString("cause"),
        row.getString("provider_code"),
        row.getString("provider_message"));
  }

  private static CustomerStory customer(
      ResultSet row, List<CustomerStory.LinkedWallet> wallets, List<CustomerStory.TokenUse> uses)
      throws SQLException {
    return new CustomerStory(
        row.getString("id"),
        row.getString("object_reference_id"),
        row.getString("mobile_country_code"),
        row.getString("mobile_number"),
        row.getString("email_address"),
        row.getString("name"),
        Rows.instant(row, "created_at"),
        wallets,
        uses);
  }

  private static CustomerStory.TokenUse tokenUse(ResultSet row) throws SQLException {
    return new CustomerStory.TokenUse(
        row.getString("wallet_id"),
        row.getString("gateway"),
        Rows.instant(row, "at"),
        row.getString("order_ref"),
        row.getString("order_id"),
        row.getString("status"),
        amount(row));
  }

  private static CustomerStory.LinkedWallet wallet(ResultSet row) throws SQLException {
    return new CustomerStory.LinkedWallet(
        row.getString("id"),
        row.getString("gateway"),
        row.getString("reference"),
        row.getString("provider_account_id"),
        row.getString("status"),
        Rows.optionalMoney(row, "balance_minor", "balance_currency"),
        Rows.optionalInstant(row, "last_refreshed"),
        Rows.instant(row, "created_at"));
  }
}
