package org.batua.gateway.wallet;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;

/// A customer's account at a wallet provider, as our records have it.
///
/// @param gatewayReferenceId as given by the merchant at creation
/// @param mobileNumber as given by the merchant; without it the customer's own is used
/// @param linkGeneration moves with every link and unlink; wallet tokens are signed over it
/// @param balance what could be spent when it was last asked for
public record Wallet(
    WalletId id,
    CustomerId customer,
    String providerAccount,
    GatewayCode gateway,
    Optional<String> gatewayReferenceId,
    Optional<String> mobileNumber,
    LinkStatus status,
    int linkGeneration,
    Optional<Money> balance,
    Optional<Instant> lastRefreshed) {
  /// Whether we hold credentials for the wallet.
  public enum LinkStatus {
    LINKED,
    UNLINKED
  }

  public boolean isLinked() {
    return status == LinkStatus.LINKED;
  }
}
