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
import org.batua.gateway.db.Sql;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.log.TraceParent;
import org.jdbi.v3.core.statement.Query;

/// Reads txns, refunds and top-ups side by side, for those who look after them.
public final class TransactionStore {
  private static final String OPEN = Sql.text("resolution/open");
  private static final String IN_REVIEW = Sql.text("resolution/open_in_review");
  private static final String FIND = Sql.text("resolution/find");
  private static final String LOGGED = Sql.text("resolution/logged");
  private static final String NAMED = Sql.text("resolution/named");
  private static final String STORY_OF_PAYMENT = Sql.text("resolution/story_of_payment");
  private static final String STORY_OF_REFUND = Sql.text("resolution/story_of_refund");
  private static final String STORY_OF_TOPUP = Sql.text("resolution/story_of_topup");

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
    var statement =
        switch (open) {
          case NEEDS_PERSON -> IN_REVIEW;
          case ALL -> OPEN;
        };
    return database.run(handle -> transactions(handle.createQuery(statement).bind("limit", limit)));
  }

  /// The one with this id of ours.
  public Optional<Transaction> find(String id) {
    return database.run(
        handle -> transactions(handle.createQuery(FIND).bind("id", id)).stream().findFirst());
  }

  /// What the log and the trace of the one with this id of ours name.
  public LogTrail.Story logged(String id) {
    return database.run(
        handle ->
            handle
                .createQuery(LOGGED)
                .bind("id", id)
                .map(
                    (row, _) ->
                        new LogTrail.Story(
                            Rows.optionalText(row, "order_id"),
                            Rows.optionalText(row, "trace_parent").flatMap(TraceParent::parse)))
                .findOne()
                .orElse(LogTrail.Story.UNKNOWN));
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
                .createQuery(NAMED)
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
          case DEBIT -> STORY_OF_PAYMENT;
          case REFUND -> STORY_OF_REFUND;
          case TOPUP -> STORY_OF_TOPUP;
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
