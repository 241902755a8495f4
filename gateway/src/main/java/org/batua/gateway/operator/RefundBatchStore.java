package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;
import tools.jackson.databind.json.JsonMapper;

/// Batches of refunds in PostgreSQL.
public final class RefundBatchStore {
  private static final String INSERT = Sql.text("operator/insert_refund_batch");
  private static final String INSERT_LINES = Sql.text("operator/insert_refund_batch_lines");
  private static final String APPROVE = Sql.text("operator/approve_refund_batch");
  private static final NamedSql RUNNING = Sql.named("operator/running_refund_batches");
  private static final NamedSql WAITING = Sql.named("operator/waiting_refund_batch_lines");
  private static final String END_LINE = Sql.text("operator/end_refund_batch_line");
  private static final String END = Sql.text("operator/end_refund_batch");
  private static final NamedSql FIND = Sql.named("operator/find_refund_batch");
  private static final NamedSql LATEST = Sql.named("operator/refund_batches");
  private static final NamedSql LINES = Sql.named("operator/refund_batch_lines");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public RefundBatchStore(Database database) {
    this.database = database;
  }

  void insert(Tx tx, RefundBatch batch, List<RefundBatch.Line> lines) {
    var json = JSON.createArrayNode();
    for (var line : lines) {
      json.addObject()
          .put("number", line.number())
          .put("order_id", line.orderId())
          .put("request", line.request())
          .put("minor", line.amount().minor())
          .put("currency", line.amount().currency().getCurrencyCode());
    }
    tx.handle()
        .createUpdate(INSERT)
        .bind("id", batch.id())
        .bind("merchant", batch.merchant().value())
        .bind("reason", batch.reason())
        .bind("by", batch.proposedBy())
        .bind("now", batch.createdAt())
        .execute();
    tx.handle()
        .createUpdate(INSERT_LINES)
        .bind("batch", batch.id())
        .bind("lines", json.toString())
        .execute();
  }

  /// Lets a batch begin.
  ///
  /// @return whether it was still to be approved
  boolean approve(String id, String by, Instant now) {
    return database.run(
        handle ->
            handle.createUpdate(APPROVE).bind("id", id).bind("by", by).bind("now", now).execute()
                == 1);
  }

  List<RefundBatch> running() {
    return database.read(RUNNING, Map.of(), RefundBatchStore::batch);
  }

  List<RefundBatch.Line> waiting(String batch, int limit) {
    return database.read(WAITING, Map.of("batch", batch, "limit", limit), RefundBatchStore::line);
  }

  void endLine(String batch, int number, RefundBatch.LineState state, String why) {
    database.execute(
        handle ->
            handle
                .createUpdate(END_LINE)
                .bind("batch", batch)
                .bind("number", number)
                .bind("state", state.name())
                .bind("why", why)
                .execute());
  }

  /// Ends a batch none of whose lines waits.
  void endIfThrough(String id, Instant now) {
    database.execute(handle -> handle.createUpdate(END).bind("id", id).bind("now", now).execute());
  }

  Optional<RefundBatch> find(MerchantId merchant, String id) {
    return database
        .read(FIND, Map.of("id", id, "merchant", merchant.value()), RefundBatchStore::batch)
        .stream()
        .findFirst();
  }

  List<RefundBatch> latest(MerchantId merchant, int limit) {
    return database.read(
        LATEST, Map.of("merchant", merchant.value(), "limit", limit), RefundBatchStore::batch);
  }

  List<RefundBatch.Line> lines(String batch) {
    return database.read(LINES, Map.of("batch", batch), RefundBatchStore::line);
  }

  private static RefundBatch batch(ResultSet row) throws SQLException {
    return new RefundBatch(
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        row.getString("reason"),
        RefundBatch.State.valueOf(row.getString("state")),
        row.getString("proposed_by"),
        Rows.optionalText(row, "approved_by"),
        Rows.instant(row, "created_at"));
  }

  private static RefundBatch.Line line(ResultSet row) throws SQLException {
    return new RefundBatch.Line(
        row.getInt("number"),
        row.getString("order_id"),
        row.getString("unique_request_id"),
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
        RefundBatch.LineState.valueOf(row.getString("state")),
        row.getString("why"));
  }
}
