package org.batua.gateway.wallet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Linkings that wait for their OTP, with how many OTPs were sent and tried, in PostgreSQL.
public final class AuthenticationStore {
  private static final String COUNT_SEND = Sql.text("wallet/count_send");
  private static final String WINDOW_END = Sql.text("wallet/window_end");
  private static final String STATE = Sql.text("wallet/state");
  private static final NamedSql WAIT_FOR_OTP = Sql.named("wallet/wait_for_otp");
  private static final String SPEND_ATTEMPT = Sql.text("wallet/spend_attempt");
  private static final String FORGET = Sql.text("wallet/forget");

  private final Database database;

  public AuthenticationStore(Database database) {
    this.database = database;
  }

  /// Counts one OTP about to be sent.
  ///
  /// @return whether fewer than `sendsMax` were sent in this window
  boolean countSend(WalletId wallet, Instant now, Duration window, int sendsMax) {
    return database.run(
        handle ->
            handle
                    .createUpdate(COUNT_SEND)
                    .bind("wallet", wallet.value())
                    .bind("now", now)
                    .bind("ends", now.plus(window))
                    .bind("max", sendsMax)
                    .execute()
                == 1);
  }

  Optional<Instant> windowEnd(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(WINDOW_END)
                .bind("wallet", wallet.value())
                .map((row, _) -> Rows.instant(row, "window_ends_at"))
                .findOne());
  }

  /// The sealed state of the linking that waits, if any.
  Optional<byte[]> state(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(STATE)
                .bind("wallet", wallet.value())
                .map((row, _) -> row.getBytes("state"))
                .findOne());
  }

  void waitForOtp(WalletId wallet, byte[] state, MobileNumber mobile, int attempts) {
    database.writeRepeatable(
        WAIT_FOR_OTP,
        Map.of(
            "wallet", wallet.value(),
            "state", state,
            "country", mobile.countryCode(),
            "number", mobile.national(),
            "attempts", attempts),
        row -> row.getString("wallet_id"));
  }

  /// Spends one attempt.
  ///
  /// @return the sealed state, or empty when no linking waits or its attempts are spent
  Optional<byte[]> spendAttempt(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(SPEND_ATTEMPT)
                .bind("wallet", wallet.value())
                .map((row, _) -> row.getBytes("state"))
                .findOne());
  }

  void forget(WalletId wallet) {
    database.execute(
        handle -> handle.createUpdate(FORGET).bind("wallet", wallet.value()).execute());
  }
}
