package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;

/// Operators' passkeys in PostgreSQL.
public final class PasskeyStore {
  private static final String INSERT = Sql.text("operator/insert_passkey");
  private static final String FIND = Sql.text("operator/find_passkey");
  private static final String OF_OPERATOR = Sql.text("operator/passkeys_of_operator");
  private static final String USE = Sql.text("operator/use_passkey");
  private static final String DELETE = Sql.text("operator/delete_passkey");
  private static final String USE_CHALLENGE = Sql.text("operator/use_passkey_challenge");
  private static final String FORGET_CHALLENGES = Sql.text("operator/delete_passkey_challenges");

  private final Database database;

  public PasskeyStore(Database database) {
    this.database = database;
  }

  <T> T inTransaction(Function<Tx, T> work) {
    return database.inTransaction(work);
  }

  /// Keeps a passkey.
  ///
  /// @return false when the passkey is known already
  boolean insert(Tx tx, Passkey passkey) {
    return tx.handle()
            .createUpdate(INSERT)
            .bind("id", Passkey.bytes(passkey.id()))
            .bind("operator", passkey.operator())
            .bind("name", passkey.name())
            .bind("credential", Passkey.bytes(passkey.credential()))
            .bind("signCount", passkey.signCount())
            .bind("now", passkey.createdAt())
            .execute()
        == 1;
  }

  /// A passkey whose operator is not disabled.
  Optional<Passkey> find(byte[] id) {
    return database.run(
        handle -> handle.createQuery(FIND).bind("id", id).map((row, _) -> passkey(row)).findOne());
  }

  List<Passkey> of(String operator) {
    return database.run(
        handle ->
            handle
                .createQuery(OF_OPERATOR)
                .bind("operator", operator)
                .map((row, _) -> passkey(row))
                .list());
  }

  /// Notes a use of a passkey.
  ///
  /// @return false when the count does not go on from the last use
  boolean use(byte[] id, long signCount, Instant now) {
    return database.run(
            handle ->
                handle
                    .createUpdate(USE)
                    .bind("id", id)
                    .bind("signCount", signCount)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  boolean delete(Tx tx, byte[] id, String operator) {
    return tx.handle().createUpdate(DELETE).bind("id", id).bind("operator", operator).execute()
        == 1;
  }

  /// Uses a challenge up.
  ///
  /// @return false when it was answered before
  boolean useChallenge(byte[] challenge, Instant expiresAt) {
    return database.run(
            handle ->
                handle
                    .createUpdate(USE_CHALLENGE)
                    .bind("challenge", challenge)
                    .bind("expiresAt", expiresAt)
                    .execute())
        == 1;
  }

  void forgetChallenges(Instant now) {
    database.execute(handle -> handle.createUpdate(FORGET_CHALLENGES).bind("now", now).execute());
  }

  private static Passkey passkey(ResultSet row) throws SQLException {
    return new Passkey(
        Passkey.text(row.getBytes("id")),
        row.getString("operator_id"),
        row.getString("name"),
        Passkey.text(row.getBytes("credential")),
        row.getLong("sign_count"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "last_used_at"));
  }
}
