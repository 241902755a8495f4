package org.batua.gateway.wallet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;

/// Linkings that wait for their OTP, with how many OTPs were sent and tried, in PostgreSQL.
public final class AuthenticationStore {
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
                    .createUpdate(
                        """
                        insert into wallet_authentication as a (wallet_id, attempts_left,
                          window_ends_at, sends_in_window)
                        values (:wallet, 0, :ends, 1)
                        on conflict (wallet_id) do update set
                          sends_in_window = case
                            when a.window_ends_at <= :now then 1 else a.sends_in_window + 1 end,
                          window_ends_at = case
                            when a.window_ends_at <= :now then :ends else a.window_ends_at end
                        where a.window_ends_at <= :now or a.sends_in_window < :max
                        """)
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
                .createQuery(
                    "select window_ends_at from wallet_authentication where wallet_id = :wallet")
                .bind("wallet", wallet.value())
                .map((row, _) -> Rows.instant(row, "window_ends_at"))
                .findOne());
  }

  /// The sealed state of the linking that waits, if any.
  Optional<byte[]> state(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select state from wallet_authentication
                    where wallet_id = :wallet and state is not null
                    """)
                .bind("wallet", wallet.value())
                .map((row, _) -> row.getBytes("state"))
                .findOne());
  }

  void waitForOtp(WalletId wallet, byte[] state, MobileNumber mobile, int attempts) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet_authentication set state = :state, attempts_left = :attempts,
                      country_code = :country, mobile_number = :number
                    where wallet_id = :wallet
                    """)
                .bind("wallet", wallet.value())
                .bind("state", state)
                .bind("country", mobile.countryCode())
                .bind("number", mobile.national())
                .bind("attempts", attempts)
                .execute());
  }

  /// Spends one attempt.
  ///
  /// @return the sealed state, or empty when no linking waits or its attempts are spent
  Optional<byte[]> spendAttempt(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    update wallet_authentication set attempts_left = attempts_left - 1
                    where wallet_id = :wallet and state is not null and attempts_left > 0
                    returning state
                    """)
                .bind("wallet", wallet.value())
                .map((row, _) -> row.getBytes("state"))
                .findOne());
  }

  void forget(WalletId wallet) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet_authentication set state = null, attempts_left = 0
                    where wallet_id = :wallet
                    """)
                .bind("wallet", wallet.value())
                .execute());
  }
}
