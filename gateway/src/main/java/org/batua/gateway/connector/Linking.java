package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;

/// Linking a customer's wallet by OTP, so that it can be debited directly.
public interface Linking {
  /// Sends or resends an OTP.
  ///
  /// @param previous of the OTP that this one replaces
  Start start(Call call, MobileNumber mobile, Optional<State> previous);

  /// Exchanges the OTP that the customer entered for credentials; each is sent once.
  Result complete(Call call, State state, Secret otp);

  /// How the start of a linking ended.
  sealed interface Start {
    /// The customer has been sent an OTP.
    ///
    /// @param account whether the number already had a wallet, or the OTP opens a new one
    record OtpSent(State state, Optional<Instant> expiresAt, Account account) implements Start {}

    record Refused(Refusal refusal) implements Start {}

    record Unavailable(TransportFailure failure) implements Start {}
  }

  /// What the provider knows of the number.
  enum Account {
    EXISTING,
    NEW,
    UNKNOWN
  }

  /// What a connector must remember between start and completion of a linking; sealed at rest.
  record State(Map<String, Secret> values) {
    public State {
      values = Map.copyOf(values);
    }

    public Secret value(String name) {
      var value = values.get(name);
      if (value == null) {
        throw new IllegalStateException("link state " + name + ": missing");
      }
      return value;
    }
  }

  /// How the completion of a linking ended.
  sealed interface Result {
    /// The wallet is linked.
    ///
    /// @param balance what can be spent, where the provider's answer includes it
    record Linked(Credentials credentials, Optional<Money> balance) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    /// The provider did not take the OTP: it may be tried again.
    record Unavailable(TransportFailure failure) implements Result {}

    /// The provider may have taken the OTP: start again.
    record Unknown(TransportFailure failure) implements Result {}
  }
}
