package org.batua.gateway.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
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
  private static final NamedSql COUNT_SEND = Sql.named("wallet/count_send");
  private static final String WINDOW_END = Sql.text("wallet/window_end");
  private static final String STATE = Sql.text("wallet/state");
  private static final NamedSql WAIT_FOR_OTP = Sql.named("wallet/wait_for_otp");
  private static final NamedSql SPEND_ATTEMPT = Sql.named("wallet/spend_attempt");
  private static final String FORGET = Sql.text("wallet/forget");

  private final Database database;

  public AuthenticationStore(Database database) {
    this.database = database;
  }

  /// How one OTP was counted, that is about to be sent or tried.
  sealed interface Counted {
    /// It may go.
    ///
    /// @param state of the linking that waits, sealed; empty where none does
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Within(Optional<byte[]> state) implements Counted {}

    /// The wallet itself has had too many: it is not counted.
    record TooMany() implements Counted {}

    /// It is counted for the wallet, and for none of those that it shares a limit with.
    record SharedFull(Instant until) implements Counted {}
  }

  /// Counts one OTP about to be sent.
  ///
  /// @param sendsMax how many may be sent for the wallet in a window
  /// @param shared where it counts besides
  Counted countSend(
      WalletId wallet, Instant now, Duration window, int sendsMax, OtpCountStore.Buckets shared) {
    var values = shared.values(now);
    values.put("wallet", wallet.value());
    values.put("ends", now.plus(window));
    values.put("max", sendsMax);
    return counted(COUNT_SEND, values);
  }

  /// An answer that was lost may make one count twice, never not at all.
  private Counted counted(NamedSql statement, Map<String, Object> values) {
    return database.writeRepeatable(statement, values, AuthenticationStore::counted).stream()
        .findFirst()
        .orElseGet(Counted.TooMany::new);
  }

  private static Counted counted(ResultSet row) throws SQLException {
    var fullUntil = Rows.optionalInstant(row, "full_until");
    return fullUntil.isPresent()
        ? new Counted.SharedFull(fullUntil.get())
        : new Counted.Within(Optional.ofNullable(row.getBytes("state")));
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
  /// @param shared where it counts besides
  /// @return too many also when no linking waits
  Counted spendAttempt(WalletId wallet, Instant now, OtpCountStore.Buckets shared) {
    var values = shared.values(now);
    values.put("wallet", wallet.value());
    return counted(SPEND_ATTEMPT, values);
  }

  void forget(WalletId wallet) {
    database.execute(
        handle -> handle.createUpdate(FORGET).bind("wallet", wallet.value()).execute());
  }
}
