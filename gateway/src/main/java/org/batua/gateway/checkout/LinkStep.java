package org.batua.gateway.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;

/// A step of linking at a slow provider, which went on after its form was answered.
///
/// @param end empty while the provider has not answered
record LinkStep(Kind kind, Instant begunAt, Optional<End> end) {
  enum Kind {
    /// An OTP, or the consent's page, is asked for.
    SEND,
    /// An OTP is checked.
    VERIFY
  }

  /// How it ended.
  sealed interface End {
    /// The provider agreed.
    ///
    /// @param path where the customer goes on
    record Done(String path) implements End {}

    /// The provider or a limit refused.
    ///
    /// @param attemptsLeft how many OTPs may still be tried, where the provider tells
    record Refused(WalletError error, Optional<Integer> attemptsLeft, Optional<Duration> retryAfter)
        implements End {
      Rejection rejection() {
        return new Rejection.WalletRefused(error, error.message(), attemptsLeft, retryAfter);
      }

      static Refused of(Rejection rejection) {
        if (rejection instanceof Rejection.WalletRefused it) {
          return new Refused(it.error(), it.attemptsLeft(), it.retryAfter());
        }
        if (rejection instanceof Rejection.OtpLimit it) {
          return new Refused(it.error(), Optional.empty(), Optional.of(it.retryAfter()));
        }
        return of(
            rejection instanceof Rejection.InvalidField
                ? WalletError.INVALID_MOBILE
                : WalletError.GATEWAY_OUTCOME_UNKNOWN);
      }

      static Refused of(WalletError error) {
        return new Refused(error, Optional.empty(), Optional.empty());
      }
    }
  }
}
