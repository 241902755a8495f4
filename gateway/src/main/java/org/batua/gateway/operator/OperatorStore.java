package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
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

/// Operators, their roles and invitations in PostgreSQL.
public final class OperatorStore {
  private static final String INSERT = Sql.text("operator/insert_operator");
  private static final String GRANT = Sql.text("operator/grant");
  private static final String REVOKE = Sql.text("operator/revoke");
  private static final String INVITE = Sql.text("operator/insert_invitation");
  private static final String END_INVITATIONS = Sql.text("operator/end_invitations");
  private static final String FORGET_FACTORS = Sql.text("operator/forget_factors");
  private static final String END_SESSIONS = Sql.text("operator/delete_sessions_of_operator");
  private static final String SET_DISABLED = Sql.text("operator/set_disabled");
  private static final String AT_MERCHANT = Sql.text("operator/operators_at_merchant");
  private static final String ALL = Sql.text("operator/all_operators");
  private static final String FIND = Sql.text("operator/find_operator");
  private static final String BY_LOGIN = Sql.text("operator/find_operator_by_login");
  private static final String ANY = Sql.text("operator/any_operator");

  private final Database database;

  public OperatorStore(Database database) {
    this.database = database;
  }

  <T> T inTransaction(Function<Tx, T> work) {
    return database.inTransaction(work);
  }

  boolean insert(Tx tx, String id, String login, String name, boolean forDevelopment, Instant now) {
    return tx.handle()
            .createUpdate(INSERT)
            .bind("id", id)
            .bind("login", login)
            .bind("name", name)
            .bind("forDevelopment", forDevelopment)
            .bind("now", now)
            .execute()
        == 1;
  }

  void grant(Tx tx, String operator, String merchant, Role role) {
    tx.handle()
        .createUpdate(GRANT)
        .bind("operator", operator)
        .bind("merchant", merchant)
        .bind("role", role.name())
        .execute();
  }

  void revoke(Tx tx, String operator, String merchant) {
    tx.handle()
        .createUpdate(REVOKE)
        .bind("operator", operator)
        .bind("merchant", merchant)
        .execute();
  }

  void insertInvitation(
      Tx tx, byte[] token, String operator, boolean signsIn, Instant now, Instant expiresAt) {
    // the newest link is the one that counts
    tx.handle().createUpdate(END_INVITATIONS).bind("operator", operator).bind("now", now).execute();
    tx.handle()
        .createUpdate(INVITE)
        .bind("token", token)
        .bind("operator", operator)
        .bind("signsIn", signsIn)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  void forgetFactors(Tx tx, String operator) {
    tx.handle().createUpdate(FORGET_FACTORS).bind("operator", operator).execute();
    tx.handle().createUpdate(END_SESSIONS).bind("operator", operator).execute();
  }

  void endSessions(Tx tx, String operator) {
    tx.handle().createUpdate(END_SESSIONS).bind("operator", operator).execute();
  }

  void setDisabled(Tx tx, String operator, Optional<Instant> at) {
    tx.handle()
        .createUpdate(SET_DISABLED)
        .bind("operator", operator)
        .bind("at", at.orElse(null))
        .execute();
    tx.handle().createUpdate(END_SESSIONS).bind("operator", operator).execute();
  }

  List<Operator> at(String merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(AT_MERCHANT)
                .bind("merchant", merchant)
                .map((row, _) -> operator(row))
                .list());
  }

  List<Operator> all() {
    return database.run(handle -> handle.createQuery(ALL).map((row, _) -> operator(row)).list());
  }

  Optional<Operator> find(String id) {
    return database.run(
        handle -> handle.createQuery(FIND).bind("id", id).map((row, _) -> operator(row)).findOne());
  }

  Optional<Operator> byLogin(String login) {
    return database.run(
        handle ->
            handle
                .createQuery(BY_LOGIN)
                .bind("login", login)
                .map((row, _) -> operator(row))
                .findOne());
  }

  boolean any() {
    return database.run(handle -> handle.createQuery(ANY).mapTo(Boolean.class).one());
  }

  static Operator operator(ResultSet row) throws SQLException {
    return new Operator(
        row.getString("id"),
        row.getString("login"),
        row.getString("name"),
        row.getBoolean("has_password"),
        row.getBoolean("has_code"),
        row.getBoolean("for_development"),
        Rows.optionalInstant(row, "locked_until"),
        Rows.optionalInstant(row, "disabled_at"),
        Rows.optionalInstant(row, "last_seen_at"),
        grants((String[]) row.getArray("grants").getArray()));
  }

  /// Each as `merchant ROLE`.
  private static Grants grants(String[] written) {
    Map<String, Role> roles = new HashMap<>();
    for (var grant : written) {
      int blank = grant.indexOf(' ');
      roles.put(grant.substring(0, blank), Role.valueOf(grant.substring(blank + 1)));
    }
    return new Grants(roles);
  }
}
