package org.batua.gateway.wallet;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;

/// A wallet with what a call to its provider needs.
///
/// @param customerReference the merchant's own id of the customer
/// @param mobile the number to link with; empty when none was given or it is no number
/// @param linkedMobile the number that the credentials are for; the other one may have changed
///   since
/// @param deviceId stable for the wallet's life
/// @param credentials sealed; present exactly when the wallet is linked
public record StoredWallet(
    Wallet wallet,
    MerchantId merchant,
    String customerReference,
    Optional<MobileNumber> mobile,
    Optional<MobileNumber> linkedMobile,
    String deviceId,
    Optional<SealedCredentials> credentials) {

  /// Where calls for this wallet go.
  CallTarget target(Providers providers) {
    return providers.target(wallet.providerAccount(), deviceId, Optional.of(wallet.id()));
  }
}
