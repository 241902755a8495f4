package org.batua.simulator.engine;

import java.time.Instant;
import java.util.Optional;

/// The last OTP sent to a customer for one merchant; the code itself is always a magic value.
///
/// @param state names the session, at providers whose second call does not repeat the number
/// @param device from which it was asked for, at providers that bind a link to one
public record OtpSession(
    Key key,
    Token state,
    Optional<Device> device,
    Paise cap,
    Instant sentAt,
    Instant expiresAt,
    int wrongAttempts,
    Use use)
    implements Row {

  /// One session per wallet and merchant: a newer OTP replaces the one before.
  public record Key(AccountKey account, Mid mid) {}

  /// Whether the OTP, or the customer's consent, has linked a wallet already.
  public enum Use {
    UNUSED,
    /// The customer consented, and the merchant has not made a link of it yet.
    APPROVED,
    DECLINED,
    USED
  }

  /// The same on the device that its OTP is entered on, at providers that learn it only then.
  public OtpSession on(Device entering) {
    return new OtpSession(
        key, state, Optional.of(entering), cap, sentAt, expiresAt, wrongAttempts, use);
  }

  OtpSession withWrongAttempt() {
    return new OtpSession(key, state, device, cap, sentAt, expiresAt, wrongAttempts + 1, use);
  }

  OtpSession used() {
    return with(Use.USED);
  }

  OtpSession with(Use changed) {
    return new OtpSession(key, state, device, cap, sentAt, expiresAt, wrongAttempts, changed);
  }
}
