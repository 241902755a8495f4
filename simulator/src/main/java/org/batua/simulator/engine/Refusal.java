package org.batua.simulator.engine;

import java.time.Duration;

/// A provider's no, with what the customer should know about it.
public sealed interface Refusal {
  Reason reason();

  /// A refusal that its reason explains.
  record Because(Reason reason) implements Refusal {}

  /// The OTP was wrong and may be typed again so many times.
  record WrongOtp(int attemptsLeft) implements Refusal {
    @Override
    public Reason reason() {
      return Reason.OTP_INVALID;
    }
  }

  /// No further OTP is sent until some time has passed.
  record TooManyOtps(Duration retryAfter) implements Refusal {
    @Override
    public Reason reason() {
      return Reason.OTP_RATE_LIMITED;
    }
  }
}
