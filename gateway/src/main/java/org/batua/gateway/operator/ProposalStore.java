package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;
import tools.jackson.databind.json.JsonMapper;

/// Proposals in PostgreSQL.
public final class ProposalStore {
  private static final String INSERT = Sql.text("operator/insert_proposal");
  private static final String EXPIRE = Sql.text("operator/expire_proposals");
  private static final String DECIDE = Sql.text("operator/decide_proposal");
  private static final String OVERTAKEN = Sql.text("operator/overtake_proposal");
  private static final String FIND = Sql.text("operator/find_proposal");
  private static final String LATEST = Sql.text("operator/latest_proposals");
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;

  public ProposalStore(Database database) {
    this.database = database;
  }

  <T> T inTransaction(Function<Tx, T> work) {
    return database.inTransaction(work);
  }

  boolean insert(Tx tx, Proposal proposal) {
    return tx.handle()
            .createUpdate(INSERT)
            .bind("id", proposal.id())
            .bind("merchant", proposal.merchant())
            .bind("kind", proposal.kind().name())
            .bind("object", proposal.object())
            .bind("content", JSON.writeValueAsString(proposal.content()))
            .bind("reason", proposal.reason())
            .bind("by", proposal.proposedBy())
            .bind("now", proposal.proposedAt())
            .bind("expiresAt", proposal.expiresAt())
            .execute()
        == 1;
  }

  void expire(Tx tx, String object, Instant now) {
    tx.handle().createUpdate(EXPIRE).bind("object", object).bind("now", now).execute();
  }

  /// Ends all whose day is over.
  void expire(Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(EXPIRE)
                .bindNull("object", Types.VARCHAR)
                .bind("now", now)
                .execute());
  }

  boolean decide(Tx tx, String id, Proposal.State state, String by, Instant now) {
    return tx.handle()
            .createUpdate(DECIDE)
            .bind("id", id)
            .bind("state", state.name())
            .bind("by", by)
            .bind("now", now)
            .execute()
        == 1;
  }

  void overtaken(String id) {
    database.execute(handle -> handle.createUpdate(OVERTAKEN).bind("id", id).execute());
  }

  Optional<Proposal> find(String id) {
    return database.run(
        handle -> handle.createQuery(FIND).bind("id", id).map((row, _) -> proposal(row)).findOne());
  }

  List<Proposal> latest(String merchant, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(LATEST)
                .bind("merchant", merchant)
                .bind("limit", limit)
                .map((row, _) -> proposal(row))
                .list());
  }

  private static Proposal proposal(ResultSet row) throws SQLException {
    return new Proposal(
        row.getString("id"),
        row.getString("merchant_id"),
        Proposal.Kind.valueOf(row.getString("kind")),
        row.getString("object"),
        content(row.getString("content")),
        row.getString("reason"),
        row.getString("proposed_by"),
        Rows.instant(row, "proposed_at"),
        Rows.instant(row, "expires_at"),
        Proposal.State.valueOf(row.getString("state")),
        Rows.optionalText(row, "decided_by"),
        Rows.optionalInstant(row, "decided_at"));
  }

  private static Map<String, String> content(String json) {
    Map<String, String> content = new HashMap<>();
    JSON.readTree(json)
        .properties()
        .forEach(entry -> content.put(entry.getKey(), entry.getValue().stringValue()));
    return content;
  }
}
