package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;

/// Operators' sessions in PostgreSQL.
public final class SessionStore {
  private static final String INSERT = Sql.text("operator/insert_session");
  private static final String FIND = Sql.text("operator/find_session");
  private static final String LIVING = Sql.text("operator/living_sessions");
  private static final String SEEN = Sql.text("operator/session_seen");
  private static final String REFRESH_FACTOR = Sql.text("operator/refresh_factor");
  private static final String OF_OPERATOR = Sql.text("operator/sessions_of_operator");
  private static final String END = Sql.text("operator/delete_session");
  private static final String END_ALL = Sql.text("operator/delete_sessions_of_operator");
  private static final String END_OTHERS = Sql.text("operator/delete_other_sessions");
  private static final String DELETE_EXPIRED = Sql.text("operator/delete_expired_sessions");

  private final Database database;

  public SessionStore(Database database) {
    this.database = database;
  }

  void insert(
      byte[] id,
      String operator,
      OperatorSession.Stage stage,
      Instant now,
      Instant expiresAt,
      SignInOrigin from) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("id", id)
                .bind("operator", operator)
                .bind("stage", stage.name())
                .bind("now", now)
                .bind("factorAt", stage == OperatorSession.Stage.FULL ? now : null)
                .bind("expiresAt", expiresAt)
                .bind("address", from.address())
                .bind("agent", from.agent())
                .execute());
  }

  Optional<CurrentSession> find(byte[] id, Instant now, Instant seenSince) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .bind("now", now)
                .bind("seenSince", seenSince)
                .map((row, _) -> new CurrentSession(session(row), OperatorStore.operator(row)))
                .findOne());
  }

  void seen(byte[] id, Instant now) {
    database.execute(handle -> handle.createUpdate(SEEN).bind("id", id).bind("now", now).execute());
  }

  void refreshFactor(byte[] id, Instant now) {
    database.execute(
        handle -> handle.createUpdate(REFRESH_FACTOR).bind("id", id).bind("now", now).execute());
  }

  List<byte[]> living(Instant now, Instant seenSince, int max) {
    return database.run(
        handle ->
            handle
                .createQuery(LIVING)
                .bind("now", now)
                .bind("seenSince", seenSince)
                .bind("max", max)
                .map((row, _) -> row.getBytes("id"))
                .list());
  }

  List<OperatorSession> of(String operator, Instant now, Instant seenSince) {
    return database.run(
        handle ->
            handle
                .createQuery(OF_OPERATOR)
                .bind("operator", operator)
                .bind("now", now)
                .bind("seenSince", seenSince)
                .map((row, _) -> session(row))
                .list());
  }

  void end(byte[] id) {
    database.execute(handle -> handle.createUpdate(END).bind("id", id).execute());
  }

  void endAll(String operator) {
    database.execute(handle -> handle.createUpdate(END_ALL).bind("operator", operator).execute());
  }

  /// Ends every session of the operator but this one.
  void endOthers(Tx tx, OperatorSession session) {
    tx.handle()
        .createUpdate(END_OTHERS)
        .bind("operator", session.operator())
        .bind("session", session.key())
        .execute();
  }

  void deleteExpired(Instant now) {
    database.execute(handle -> handle.createUpdate(DELETE_EXPIRED).bind("now", now).execute());
  }

  private static OperatorSession session(ResultSet row) throws SQLException {
    return new OperatorSession(
        HexFormat.of().formatHex(row.getBytes("session_id")),
        row.getString("operator_id"),
        OperatorSession.Stage.valueOf(row.getString("stage")),
        Rows.instant(row, "session_created_at"),
        Rows.instant(row, "seen_at"),
        Rows.optionalInstant(row, "factor_at"),
        Rows.instant(row, "expires_at"),
        row.getString("address"),
        row.getString("agent"));
  }
}
