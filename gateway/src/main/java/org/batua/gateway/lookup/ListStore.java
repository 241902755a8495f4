package org.batua.gateway.lookup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Lists of payments, refunds and top-ups for those who look after them; every statement names the
/// merchant, goes by an index, and looks at a bounded number of rows.
public final class ListStore {
  private static final String PAYMENTS = Sql.text("lookup/list_payments");
  private static final String PAYMENTS_OF_CUSTOMER = Sql.text("lookup/list_payments_of_customer");
  private static final String END_OF_PAYMENT_SCAN = Sql.text("lookup/end_of_payment_scan");
  private static final String OPEN_PAYMENTS = Sql.text("lookup/list_open_payments");
  private static final String END_OF_OPEN_PAYMENTS = Sql.text("lookup/end_of_open_payment_scan");
  private static final String REFUNDS = Sql.text("lookup/list_refunds");
  private static final String END_OF_REFUND_SCAN = Sql.text("lookup/end_of_refund_scan");
  private static final String OPEN_REFUNDS = Sql.text("lookup/list_open_refunds");
  private static final String END_OF_OPEN_REFUNDS = Sql.text("lookup/end_of_open_refund_scan");
  private static final String TOPUPS = Sql.text("lookup/list_topups");
  private static final String END_OF_TOPUP_SCAN = Sql.text("lookup/end_of_topup_scan");
  private static final String OPEN_TOPUPS = Sql.text("lookup/list_open_topups");
  private static final String END_OF_OPEN_TOPUPS = Sql.text("lookup/end_of_open_topup_scan");
  private static final String SECOND_CHARGES = Sql.text("lookup/list_second_charges");
  private static final String LATE_SUCCESSES = Sql.text("lookup/list_late_successes");
  private static final char ATTEMPT = '~';

  private final Database database;

  public ListStore(Database database) {
    this.database = database;
  }

  /// Which rows are asked for.
  ///
  /// @param before the place of [Slice#next()], or [Slice.Place#TOP]
  private record Question(MerchantId merchant, ListFilter filter, Slice.Place before, int limit) {}

  /// A row with the place behind it.
  private record Placed(Listed row, Slice.Place place) {}

  /// Payments by the time of their orders, newest first; with [ListFilter#openBefore()] those that
  /// are open, longest first.
  public Slice<Listed> payments(
      MerchantId merchant, ListFilter filter, Slice.Place before, int limit) {
    var question = new Question(merchant, filter, before, limit);
    if (filter.openBefore().isPresent()) {
      return open(OPEN_PAYMENTS, END_OF_OPEN_PAYMENTS, question);
    }
    boolean ofAll = filter.customer().isEmpty();
    var order = orderOf(before);
    int beforeAttempt = attemptOf(before);
    return database.run(
        handle -> {
          var rows =
              placed(handle.createQuery(ofAll ? PAYMENTS : PAYMENTS_OF_CUSTOMER), question, order)
                  .bind("beforeAttempt", beforeAttempt)
                  .map((row, _) -> new Placed(listed(row), attempt(row)))
                  .list();
          if (rows.size() > limit) {
            return more(rows, limit);
          }
          var end =
              ofAll
                  ? end(handle, END_OF_PAYMENT_SCAN, question, order)
                  : Optional.<Slice.Place>empty();
          return new Slice<>(rows.stream().map(Placed::row).toList(), end, end.isPresent());
        });
  }

  /// Refunds, newest first; with [ListFilter#openBefore()] those that are open, longest first.
  public Slice<Listed> refunds(
      MerchantId merchant, ListFilter filter, Slice.Place before, int limit) {
    var question = new Question(merchant, filter, before, limit);
    return filter.openBefore().isPresent()
        ? open(OPEN_REFUNDS, END_OF_OPEN_REFUNDS, question)
        : newest(REFUNDS, END_OF_REFUND_SCAN, question);
  }

  /// Top-ups, newest first; with [ListFilter#openBefore()] those that are open, longest first.
  public Slice<Listed> topups(
      MerchantId merchant, ListFilter filter, Slice.Place before, int limit) {
    var question = new Question(merchant, filter, before, limit);
    return filter.openBefore().isPresent()
        ? open(OPEN_TOPUPS, END_OF_OPEN_TOPUPS, question)
        : newest(TOPUPS, END_OF_TOPUP_SCAN, question);
  }

  private Slice<Listed> newest(String statement, String endOfScan, Question question) {
    return database.run(
        handle -> {
          var order = question.before().id();
          var rows =
              placed(handle.createQuery(statement), question, order)
                  .map((row, _) -> placed(row))
                  .list();
          if (rows.size() > question.limit()) {
            return more(rows, question.limit());
          }
          var end = end(handle, endOfScan, question, order);
          return new Slice<>(rows.stream().map(Placed::row).toList(), end, end.isPresent());
        });
  }

  private Slice<Listed> open(String statement, String endOfScan, Question question) {
    int limit = question.limit();
    return database.run(
        handle -> {
          var rows =
              stillOpen(filtered(handle.createQuery(statement), question), question)
                  .bind("limit", limit + 1)
                  .map((row, _) -> placed(row))
                  .list();
          if (rows.size() > limit) {
            return more(rows, limit);
          }
          var end =
              stillOpen(handle.createQuery(endOfScan), question).map(ListStore::place).findOne();
          return new Slice<>(rows.stream().map(Placed::row).toList(), end, end.isPresent());
        });
  }

  private static Query stillOpen(Query query, Question question) {
    var filter = question.filter();
    var before = question.before();
    return query
        .bind("merchant", question.merchant().value())
        .bind("openBefore", filter.openBefore().orElseThrow())
        .bind("afterAt", before.equals(Slice.Place.TOP) ? Instant.EPOCH : before.at())
        .bind("afterId", before.id())
        .bind("from", filter.from())
        .bind("to", filter.to())
        .bind("scan", LookupStore.SCAN_MAX);
  }

  private static Query placed(Query query, Question question, String afterId) {
    return scanned(filtered(query, question), question, afterId)
        .bind("limit", question.limit() + 1);
  }

  private static Query filtered(Query query, Question question) {
    var filter = question.filter();
    return query
        .bind("status", filter.status())
        .bind("gateway", filter.gateway())
        .bind("account", filter.account())
        .bind("error", filter.error())
        .bind("customer", filter.customer())
        .bind("minMinor", filter.minMinor())
        .bind("maxMinor", filter.maxMinor());
  }

  private static Optional<Slice.Place> end(
      Handle handle, String statement, Question question, String afterId) {
    return scanned(handle.createQuery(statement), question, afterId)
        .map(ListStore::place)
        .findOne();
  }

  private static Query scanned(Query query, Question question, String afterId) {
    return query
        .bind("merchant", question.merchant().value())
        .bind("beforeAt", question.before().at())
        .bind("afterId", afterId)
        .bind("from", question.filter().from())
        .bind("to", question.filter().to())
        .bind("scan", LookupStore.SCAN_MAX);
  }

  private static Slice<Listed> more(List<Placed> rows, int limit) {
    var shown = rows.subList(0, limit);
    return new Slice<>(
        shown.stream().map(Placed::row).toList(),
        Optional.of(shown.getLast().place()),
        /* cutShort= */ false);
  }

  /// Payments that were charged although another had paid their order and that go back for it,
  /// newest first.
  public Slice<UnexpectedCharge> secondCharges(MerchantId merchant, Slice.Place before, int limit) {
    return unexpected(SECOND_CHARGES, merchant, before, limit);
  }

  /// Payments that were charged after they had counted as failed, the latest charge first.
  public Slice<UnexpectedCharge> lateSuccesses(MerchantId merchant, Slice.Place before, int limit) {
    return unexpected(LATE_SUCCESSES, merchant, before, limit);
  }

  private Slice<UnexpectedCharge> unexpected(
      String statement, MerchantId merchant, Slice.Place before, int limit) {
    record Row(UnexpectedCharge charge, Slice.Place place) {}
    var rows =
        database.run(
            handle ->
                handle
                    .createQuery(statement)
                    .bind("merchant", merchant.value())
                    .bind("beforeAt", before.at())
                    .bind("afterId", before.id())
                    .bind("limit", limit + 1)
                    .map(
                        (row, _) ->
                            new Row(
                                charge(row),
                                new Slice.Place(
                                    Rows.instant(row, "place_at"), row.getString("place_id"))))
                    .list());
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    return new Slice<>(
        shown.stream().map(Row::charge).toList(),
        rows.size() > limit ? Optional.of(shown.getLast().place()) : Optional.empty(),
        /* cutShort= */ false);
  }

  private static UnexpectedCharge charge(ResultSet row) throws SQLException {
    return new UnexpectedCharge(
        listed(row),
        Rows.instant(row, "charged_at"),
        row.getString("was"),
        row.getString("cause"),
        row.getString("returned"));
  }

  /// A place among payments names the order, and the attempt that was shown last.
  private static String orderOf(Slice.Place place) {
    int attempt = place.id().indexOf(ATTEMPT);
    return attempt < 0 ? place.id() : place.id().substring(0, attempt);
  }

  private static int attemptOf(Slice.Place place) {
    int attempt = place.id().indexOf(ATTEMPT);
    return attempt < 0 ? 0 : number(place.id().substring(attempt + 1));
  }

  private static Slice.Place place(ResultSet row, StatementContext context) throws SQLException {
    return new Slice.Place(Rows.instant(row, "created_at"), row.getString("id"));
  }

  private static Placed placed(ResultSet row) throws SQLException {
    var listed = listed(row);
    return new Placed(listed, new Slice.Place(listed.createdAt(), listed.id()));
  }

  /// The place of a payment is that of its order, and its attempt.
  private static Slice.Place attempt(ResultSet row) throws SQLException {
    return new Slice.Place(
        Rows.instant(row, "ordered_at"),
        row.getString("order_ref") + ATTEMPT + row.getInt("attempt"));
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }

  static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        Hit.Kind.valueOf(row.getString("kind")),
        row.getString("id"),
        row.getString("label"),
        row.getString("owner"),
        row.getString("order_ref"),
        row.getString("gateway"),
        row.getString("account"),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        row.getString("status"),
        row.getString("why"),
        row.getString("provider_reference"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
