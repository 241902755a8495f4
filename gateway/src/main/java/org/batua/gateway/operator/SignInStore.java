package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// What signing in needs to know of operators, and what it counts, in PostgreSQL.
public final class SignInStore {
  private static final String BY_LOGIN = Sql.text("operator/credentials_by_login");
  private static final String BY_ID = Sql.text("operator/credentials_by_id");
  private static final String SET_PASSWORD = Sql.text("operator/set_password");
  private static final String SET_TOTP = Sql.text("operator/set_totp_secret");
  private static final String ENROL = Sql.text("operator/enrol");
  private static final String TAKE_STEP = Sql.text("operator/take_totp_step");
  private static final String FORGET_CODES = Sql.text("operator/delete_recovery_codes");
  private static final String ADD_CODE = Sql.text("operator/insert_recovery_code");
  private static final String USE_CODE = Sql.text("operator/use_recovery_code");
  private static final String COUNT_FAILURE = Sql.text("operator/count_failure");
  private static final String COUNT_OF_ADDRESS = Sql.text("operator/count_failure_of_address");
  private static final String ADDRESS_LOCK = Sql.text("operator/address_lock");
  private static final String FORGET_FAILURES = Sql.text("operator/forget_failures");
  private static final String FORGET_ADDRESS = Sql.text("operator/forget_failures_of_address");
  private static final String INVITED = Sql.text("operator/find_invited");
  private static final String USE_INVITATION = Sql.text("operator/use_invitation");
  private static final String IS_LINK = Sql.text("operator/is_link");
  private static final String USE_LINK = Sql.text("operator/use_link");

  private final Database database;

  public SignInStore(Database database) {
    this.database = database;
  }

  Optional<Credentials> credentials(String login) {
    return database.run(
        handle ->
            handle
                .createQuery(BY_LOGIN)
                .bind("login", login)
                .map((row, _) -> credentials(row))
                .findOne());
  }

  Credentials credentialsById(String id) {
    return database.run(
        handle -> handle.createQuery(BY_ID).bind("id", id).map((row, _) -> credentials(row)).one());
  }

  void setPassword(String id, String hash) {
    database.execute(
        handle -> handle.createUpdate(SET_PASSWORD).bind("id", id).bind("hash", hash).execute());
  }

  void setTotpSecret(String id, byte[] sealed) {
    database.execute(
        handle -> handle.createUpdate(SET_TOTP).bind("id", id).bind("secret", sealed).execute());
  }

  void enrol(String id, long step, List<byte[]> recoveryHashes, Instant now) {
    database.inTransaction(
        tx -> {
          var handle = tx.handle();
          handle.createUpdate(ENROL).bind("id", id).bind("step", step).bind("now", now).execute();
          handle.createUpdate(FORGET_CODES).bind("id", id).execute();
          for (var hash : recoveryHashes) {
            handle.createUpdate(ADD_CODE).bind("id", id).bind("hash", hash).execute();
          }
          return true;
        });
  }

  boolean takeStep(String id, long step) {
    return database.run(
            handle -> handle.createUpdate(TAKE_STEP).bind("id", id).bind("step", step).execute())
        == 1;
  }

  boolean useRecoveryCode(String id, byte[] hash, Instant now) {
    return database.run(
            handle ->
                handle
                    .createUpdate(USE_CODE)
                    .bind("id", id)
                    .bind("hash", hash)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  /// How many failures in a row lock an operator, and for how long. An address, which several
  /// people may share, is locked by three times as many.
  record LockoutPolicy(int failuresMax, Duration lock) {}

  void countFailure(String login, String address, LockoutPolicy policy, Instant now) {
    var lockUntil = now.plus(policy.lock());
    database.execute(
        handle -> {
          handle
              .createUpdate(COUNT_FAILURE)
              .bind("login", login)
              .bind("max", policy.failuresMax())
              .bind("lockUntil", lockUntil)
              .execute();
          handle
              .createUpdate(COUNT_OF_ADDRESS)
              .bind("address", address)
              .bind("max", policy.failuresMax())
              .bind("lockUntil", lockUntil)
              .bind("now", now)
              .bind("windowStart", now.minus(policy.lock()))
              .execute();
        });
  }

  Optional<Duration> addressLock(String address, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(ADDRESS_LOCK)
                .bind("address", address)
                .bind("now", now)
                .map((row, _) -> Duration.between(now, Rows.instant(row, "locked_until")))
                .findOne());
  }

  void forgetFailures(String id, String address) {
    database.execute(
        handle -> {
          handle.createUpdate(FORGET_FAILURES).bind("id", id).execute();
          handle.createUpdate(FORGET_ADDRESS).bind("address", address).execute();
        });
  }

  Optional<String> invited(byte[] token, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(INVITED)
                .bind("token", token)
                .bind("now", now)
                .mapTo(String.class)
                .findOne());
  }

  boolean accept(byte[] token, String operator, String passwordHash, Instant now) {
    return database.inTransaction(
        tx -> {
          var handle = tx.handle();
          int used =
              handle.createUpdate(USE_INVITATION).bind("token", token).bind("now", now).execute();
          if (used == 1) {
            handle
                .createUpdate(SET_PASSWORD)
                .bind("id", operator)
                .bind("hash", passwordHash)
                .execute();
          }
          return used == 1;
        });
  }

  boolean isLink(byte[] token, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(IS_LINK)
                .bind("token", token)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }

  Optional<String> useLink(byte[] token, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(USE_LINK)
                .bind("token", token)
                .bind("now", now)
                .mapTo(String.class)
                .findOne());
  }

  private static Credentials credentials(ResultSet row) throws SQLException {
    return new Credentials(
        row.getString("id"),
        row.getString("login"),
        row.getString("name"),
        Rows.optionalText(row, "password_hash"),
        Optional.ofNullable(row.getBytes("totp_secret")),
        row.getObject("totp_since") != null,
        row.getLong("totp_step"),
        row.getObject("disabled_at") != null,
        Rows.optionalInstant(row, "locked_until"));
  }
}
