package org.batua.gateway.connector;

import java.util.Optional;
import org.batua.gateway.base.Money;

/// What a provider tells about a wallet's balance.
public sealed interface BalanceResult {
  /// What can be spent now.
  ///
  /// @param rotated new credentials, where reading replaces the old ones
  record Spendable(Money amount, Optional<Credentials> rotated) implements BalanceResult {}

  /// The wallet is fine, but its provider does not tell the amount.
  record NotTold() implements BalanceResult {}

  record Refused(Refusal refusal) implements BalanceResult {}

  record Unavailable(TransportFailure failure) implements BalanceResult {}
}
