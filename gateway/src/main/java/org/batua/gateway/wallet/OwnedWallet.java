package org.batua.gateway.wallet;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;

/// A wallet with what a call to its provider needs.
///
/// @param mobile the number that the wallet is for; empty when none was given or it is no number
/// @param deviceId stable for the wallet's life
/// @param credentials sealed; present exactly when the wallet is linked
record OwnedWallet(
    Wallet wallet,
    MerchantId merchant,
    Optional<MobileNumber> mobile,
    String deviceId,
    Optional<SealedCredentials> credentials) {}
