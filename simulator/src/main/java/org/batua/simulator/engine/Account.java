package org.batua.simulator.engine;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// A customer's wallet: its balance, whether it may be used, and what limits count.
public record Account(
    AccountKey key,
    Instant openedAt,
    Paise balance,
    Standing standing,
    MonthTotal spent,
    OtpWindow otpWindow)
    implements Row {

  /// Whether a wallet exists at the provider and may be used.
  public enum Standing {
    UNREGISTERED,
    ACTIVE,
    BLOCKED
  }

  /// What was debited in one calendar month, for the limits of an account with minimum KYC.
  public record MonthTotal(YearMonth month, Paise total) {
    static MonthTotal none(Instant now) {
      return new MonthTotal(monthOf(now), Paise.ZERO);
    }

    Paise in(Instant now) {
      return month.equals(monthOf(now)) ? total : Paise.ZERO;
    }

    MonthTotal plus(Paise amount, Instant now) {
      return new MonthTotal(monthOf(now), in(now).plus(amount));
    }

    private static YearMonth monthOf(Instant now) {
      return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }
  }

  /// How many OTPs were sent since the first of the current window.
  public record OtpWindow(Instant start, int sent) {}

  static Account opened(AccountKey key, Paise balance, Standing standing, Instant now) {
    return new Account(
        key, now, balance, standing, MonthTotal.none(now), new OtpWindow(Instant.EPOCH, 0));
  }

  Account withBalance(Paise changed) {
    return new Account(key, openedAt, changed, standing, spent, otpWindow);
  }

  Account withStanding(Standing changed) {
    return new Account(key, openedAt, balance, changed, spent, otpWindow);
  }

  Account withSpent(MonthTotal changed) {
    return new Account(key, openedAt, balance, standing, changed, otpWindow);
  }

  Account withOtpWindow(OtpWindow changed) {
    return new Account(key, openedAt, balance, standing, spent, changed);
  }
}
