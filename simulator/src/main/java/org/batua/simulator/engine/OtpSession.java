package org.batua.simulator.engine;

import java.time.Instant;

/// The last OTP sent to a customer for one merchant; the code itself is always a magic value.
public record OtpSession(
    Key key, Paise cap, Instant sentAt, Instant expiresAt, int wrongAttempts, Use use)
    implements Row {

  /// One session per wallet and merchant: a newer OTP replaces the one before.
  public record Key(AccountKey account, Mid mid) {}

  /// Whether the OTP has linked a wallet already.
  public enum Use {
    UNUSED,
    USED
  }

  OtpSession withWrongAttempt() {
    return new OtpSession(key, cap, sentAt, expiresAt, wrongAttempts + 1, use);
  }

  OtpSession used() {
    return new OtpSession(key, cap, sentAt, expiresAt, wrongAttempts, Use.USED);
  }
}
