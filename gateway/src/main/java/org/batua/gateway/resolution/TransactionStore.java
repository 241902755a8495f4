package org.batua.gateway.resolution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.jdbi.v3.core.statement.Query;

/// Reads txns, refunds and top-ups side by side, for those who look after them.
public final class TransactionStore {
  private static final String TXN =
      """
      select 'DEBIT' as kind, t.id, o.merchant_id, o.order_id, t.gateway, t.reference,
        t.provider_reference, t.amount_minor, t.currency, t.status, t.error, t.provider_code,
        t.provider_message, t.created_at, t.updated_at, t.next_check_at,
        (select cause from txn_move where txn_id = t.id order by id desc limit 1) as cause
      from txn t join merchant_order o on o.id = t.order_ref
      """;
  private static final String REFUND =
      """
      select 'REFUND' as kind, r.id, o.merchant_id, o.order_id, t.gateway, r.reference,
        r.provider_reference, r.amount_minor, r.currency, r.status, r.error, r.provider_code,
        r.provider_message, r.created_at, r.updated_at, r.next_check_at,
        (select cause from refund_move where refund_id = r.id order by id desc limit 1) as cause
      from refund r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
      """;
  private static final String TOPUP =
      """
      select 'TOPUP' as kind, p.id, p.merchant_id, coalesce(p.topup_txn_id, o.order_id) as order_id,
        p.gateway, p.reference, p.provider_reference, p.amount_minor, p.currency, p.status, p.error,
        p.provider_code, p.provider_message, p.created_at, p.updated_at, p.next_check_at,
        (select cause from topup_move where topup_id = p.id order by id desc limit 1) as cause
      from topup p left join txn t on t.id = p.txn_id
        left join merchant_order o on o.id = t.order_ref
      """;

  private final Database database;

  public TransactionStore(Database database) {
    this.database = database;
  }

  /// Which movements are asked for.
  public enum Open {
    /// Only a person can say how they ended.
    NEEDS_PERSON,
    /// All that are not final.
    ALL
  }

  /// What is open, oldest first.
  public List<Transaction> open(Open open, int limit) {
    var where =
        switch (open) {
          case NEEDS_PERSON -> "where %1$s.status = 'MANUAL_REVIEW' ";
          case ALL -> "where (%1$s.status = 'MANUAL_REVIEW' or %1$s.next_check_at is not null) ";
        };
    return database.run(
        handle ->
            transactions(
                handle
                    .createQuery(
                        TXN
                            + where.formatted("t")
                            + "union all "
                            + REFUND
                            + where.formatted("r")
                            + "union all "
                            + TOPUP
                            + where.formatted("p")
                            + "order by created_at, id limit :limit")
                    .bind("limit", limit)));
  }

  /// The one with this id of ours.
  public Optional<Transaction> find(String id) {
    return database.run(
        handle ->
            transactions(
                    handle
                        .createQuery(
                            TXN
                                + "where t.id = :id union all "
                                + REFUND
                                + "where r.id = :id union all "
                                + TOPUP
                                + "where p.id = :id")
                        .bind("id", id))
                .stream()
                .findFirst());
  }

  /// A movement by the name that its provider knows.
  ///
  /// @param open whether asking may still change it; one that failed only because the provider did
  ///   not know it may turn out to be paid
  public record Named(OrderRef order, boolean open) {}

  /// The txn or refund that has this reference at a provider account.
  public Optional<Named> named(String providerAccount, Reference reference) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select order_ref,
                      next_check_at is not null or status = 'PRESUMED_FAILED' as open
                    from txn where reference = :reference and provider_account_id = :account
                    union all
                    select r.order_ref, r.next_check_at is not null
                    from refund r join txn t on t.id = r.txn_id
                    where r.reference = :reference and t.provider_account_id = :account
                    """)
                .bind("reference", reference.value())
                .bind("account", providerAccount)
                .map(
                    (row, _) ->
                        new Named(new OrderRef(row.getString("order_ref")), row.getBoolean("open")))
                .findOne());
  }

  /// Its whole story, oldest first.
  public List<Transaction.Step> story(Transaction transaction) {
    var moves =
        switch (transaction.kind()) {
          case DEBIT -> "select * from txn_move where txn_id = :id order by id";
          case REFUND -> "select * from refund_move where refund_id = :id order by id";
          case TOPUP -> "select * from topup_move where topup_id = :id order by id";
        };
    return database.run(
        handle ->
            handle
                .createQuery(moves)
                .bind("id", transaction.id())
                .map((row, _) -> step(row))
                .list());
  }

  private static List<Transaction> transactions(Query query) {
    return query.map((row, _) -> transaction(row)).list();
  }

  private static Transaction transaction(ResultSet row) throws SQLException {
    return new Transaction(
        Transaction.Kind.valueOf(row.getString("kind")),
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        row.getString("order_id"),
        new GatewayCode(row.getString("gateway")),
        new Reference(row.getString("reference")),
        row.getString("provider_reference"),
        Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
        row.getString("status"),
        row.getString("error"),
        ProviderResponse.of(row.getString("provider_code"), row.getString("provider_message"), 0),
        Rows.optionalText(row, "cause").orElse(""),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        Rows.optionalInstant(row, "next_check_at"));
  }

  private static Transaction.Step step(ResultSet row) throws SQLException {
    return new Transaction.Step(
        Rows.instant(row, "at"),
        Rows.optionalText(row, "from_status"),
        row.getString("to_status"),
        row.getString("actor"),
        row.getString("cause"),
        row.getString("provider_code"),
        row.getString("provider_message"));
  }
}
