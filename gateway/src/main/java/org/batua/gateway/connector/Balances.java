package org.batua.gateway.connector;

import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// Reading what a linked wallet can spend.
public interface Balances {
  Result balance(Call call, MobileNumber mobile, Credentials credentials);

  /// How reading a balance ended.
  sealed interface Result {
    /// What can be spent now.
    ///
    /// @param rotated new credentials, where reading replaces the old ones
    record Spendable(Money amount, Optional<Credentials> rotated) implements Result {}

    /// The wallet is fine, but its provider discloses no amount.
    record Undisclosed() implements Result {}

    record Refused(Refusal refusal) implements Result {}

    record Unavailable(TransportFailure failure) implements Result {}
  }
}
