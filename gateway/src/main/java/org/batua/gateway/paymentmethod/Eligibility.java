package org.batua.gateway.paymentmethod;

import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.wallet.Wallet;

/// Whether a wallet can pay an amount now, as its provider says.
///
/// @param balance what can be spent; empty when the provider does not say
/// @param error why it is not known, or why it cannot pay; empty when it can
public record Eligibility(
    Wallet wallet, Status status, Optional<Money> balance, Optional<WalletError> error) {
  /// What the provider's answer means. The names are those of the wire.
  public enum Status {
    SUCCESS,
    INSUFFICIENT_FUNDS,
    /// The provider does not know the account any more.
    USER_NOT_FOUND,
    /// The customer ended the link at the provider.
    UNAUTHORIZED,
    /// The account is blocked, or its provider does not answer in time.
    NOT_ACCESSIBLE,
    ERROR
  }
}
