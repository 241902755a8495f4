package org.batua.bench.crash;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.batua.bench.crash.Facts.Entry;
import org.batua.bench.crash.Facts.Forgery;
import org.batua.bench.crash.Facts.Move;
import org.batua.bench.crash.Facts.Order;
import org.batua.bench.crash.Facts.Reference;
import org.batua.bench.crash.Facts.Refund;
import org.batua.bench.crash.Facts.Topup;
import org.batua.bench.crash.Facts.Txn;
import org.jspecify.annotations.Nullable;

/// Looks into the gateway's database, past the gateway.
final class FactsReader {
  private final String jdbcUrl;

  /// What is still to be done.
  ///
  /// @param sending movements that somebody is believed to be sending
  /// @param due those that should be looked at by now
  /// @param open all that are not final
  record Work(long sending, long due, long open) {
    boolean isQuiet() {
      return sending == 0 && due == 0;
    }
  }

  /// All rows of the gateway, as of one moment.
  record Snapshot(Instant at, Facts.Gateway gateway) {}

  /// Makes something of a row.
  private interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  FactsReader(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  Work work() {
    var sql =
        """
        select count(*) filter (where status = 'SENDING'),
               count(*) filter (where next_check_at < now()),
               count(*)
          from (select status, next_check_at from txn where next_check_at is not null
                union all
                select status, next_check_at from refund where next_check_at is not null
                union all
                select status, next_check_at from topup where next_check_at is not null) open
        """;
    try (var connection = DriverManager.getConnection(jdbcUrl)) {
      return list(connection, sql, it -> new Work(it.getLong(1), it.getLong(2), it.getLong(3)))
          .getFirst();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /// Events and deliveries that are on their way, but for those to the endpoint that is dead.
  long waitingWebhooks() {
    var sql =
        """
        select (select count(*) from webhook_queue) + (select count(*) from webhook_delivery d
          join webhook_endpoint e on e.id = d.endpoint_id
          where e.name <> 'dead' and (d.due_at is not null or d.lease is not null))
        """;
    return all(sql, row -> row.getLong(1)).getFirst();
  }

  /// The ids of all events of the merchant that has endpoints.
  List<String> events() {
    return all(
        "select id from webhook_event where merchant_id = 'dev'", row -> row.getString("id"));
  }

  private <T> List<T> all(String sql, Mapping<T> mapping) {
    try (var connection = DriverManager.getConnection(jdbcUrl)) {
      return list(connection, sql, mapping);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /// The orders of the first merchant as they are.
  Set<Order> orders() {
    try (var connection = DriverManager.getConnection(jdbcUrl)) {
      return orders(connection).stream()
          .filter(it -> !it.isOf(SecondMerchant.ID))
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  Snapshot read() {
    try (var connection = DriverManager.getConnection(jdbcUrl)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var now = list(connection, "select now()", it -> instant(it, 1)).getFirst();
      return new Snapshot(
          now,
          new Facts.Gateway(
              orders(connection),
              txns(connection),
              refunds(connection),
              topups(connection),
              entries(connection),
              moves(connection),
              forgeries(connection)));
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static List<Order> orders(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select id, case merchant_id when 'dev' then order_id
            else merchant_id || '/' || order_id end as order_id,
          amount_minor, status, refunded_minor, created_at
        from merchant_order
        """,
        it ->
            new Order(
                it.getString("id"),
                it.getString("order_id"),
                it.getLong("amount_minor"),
                it.getString("status"),
                it.getLong("refunded_minor"),
                instant(it, "created_at")));
  }

  private static List<Txn> txns(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select id, order_ref, attempt, gateway, reference, amount_minor, status, created_at,
               next_check_at, second_charge, wallet_id is null
                 or exists (select 1 from wallet_token_use u where u.txn_id = txn.id)
                 as has_token_use
          from txn
        """,
        it ->
            new Txn(
                it.getString("id"),
                it.getString("order_ref"),
                it.getInt("attempt"),
                reference(it),
                it.getLong("amount_minor"),
                it.getString("status"),
                instant(it, "created_at"),
                instantOrNull(it, "next_check_at"),
                it.getBoolean("has_token_use"),
                it.getBoolean("second_charge")));
  }

  private static List<Refund> refunds(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select r.id, r.order_ref, r.txn_id, r.unique_request_id, t.gateway, r.reference,
               r.amount_minor, r.status, r.created_at, r.next_check_at
          from refund r join txn t on t.id = r.txn_id
        """,
        it ->
            new Refund(
                it.getString("id"),
                it.getString("order_ref"),
                it.getString("txn_id"),
                it.getString("unique_request_id"),
                reference(it),
                isNamed(it.getString("gateway")),
                it.getLong("amount_minor"),
                it.getString("status"),
                instant(it, "created_at"),
                instantOrNull(it, "next_check_at")));
  }

  private static boolean isNamed(String gateway) {
    return WalletGateway.of(gateway)
        .filter(it -> it.can(WalletGateway.Can.NAME_REFUNDS))
        .isPresent();
  }

  private static List<Topup> topups(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select t.id, case when t.topup_txn_id is null or c.merchant_id = 'dev'
                 then coalesce(t.topup_txn_id, t.id)
                 else c.merchant_id || '/' || t.topup_txn_id end as name,
               t.wallet_id, t.gateway, t.reference, t.amount_minor, t.status, t.created_at,
               t.next_check_at
          from topup t join wallet w on w.id = t.wallet_id join customer c on c.id = w.customer_id
        """,
        it ->
            new Topup(
                it.getString("id"),
                it.getString("name"),
                it.getString("wallet_id"),
                reference(it),
                it.getLong("amount_minor"),
                it.getString("status"),
                instant(it, "created_at"),
                instantOrNull(it, "next_check_at")));
  }

  private static List<Entry> entries(Connection connection) throws SQLException {
    return list(
        connection,
        """
        select gateway, reference, kind, coalesce(order_ref, '') as order_ref, amount_minor
          from money_journal
        """,
        it ->
            new Entry(
                reference(it),
                it.getString("kind"),
                it.getString("order_ref"),
                it.getLong("amount_minor")));
  }

  private static List<Forgery> forgeries(Connection connection) throws SQLException {
    return list(
        connection,
        "select provider_account_id, status from notification where jsonb_exists(headers, '"
            + Forger.MARK
            + "')",
        it -> new Forgery(it.getString(1), it.getString(2)));
  }

  /// The provider accounts, by gateway.
  Map<String, String> accounts() {
    return all(
            "select gateway, id from provider_account",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
  }

  private static List<Move> moves(Connection connection) throws SQLException {
    var moves =
        moves(
            connection,
            "select txn_id, from_status, to_status, actor, at from txn_move order by id");
    moves.addAll(
        moves(
            connection,
            "select refund_id, from_status, to_status, actor, at from refund_move order by id"));
    moves.addAll(
        moves(
            connection,
            "select topup_id, from_status, to_status, actor, at from topup_move order by id"));
    return moves;
  }

  private static List<Move> moves(Connection connection, String sql) throws SQLException {
    return list(
        connection,
        sql,
        it ->
            new Move(
                it.getString(1),
                it.getString(2),
                it.getString(3),
                it.getString(4),
                instant(it, "at")));
  }

  private static <T> List<T> list(Connection connection, String sql, Mapping<T> mapping)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(mapping.of(result));
      }
    }
    return rows;
  }

  private static Reference reference(ResultSet row) throws SQLException {
    return new Reference(row.getString("gateway"), row.getString("reference"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var found = row.getObject(column, OffsetDateTime.class);
    return found == null ? null : found.toInstant();
  }

  private static IllegalStateException unreadable(SQLException e) {
    return new IllegalStateException("the gateway's database cannot be read", e);
  }
}
