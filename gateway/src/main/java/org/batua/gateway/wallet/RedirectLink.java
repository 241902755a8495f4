package org.batua.gateway.wallet;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Linking;

/// A linking by the customer's consent at the provider: the latest that was begun for its wallet.
///
/// @param waiting what the connector needs to ask how far the customer is; empty once it has ended
/// @param back where the customer's browser goes in the end
/// @param askingUntil the lease of the question under way; empty for none
/// @param linked whether the wallet is linked now
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedirectLink(
    WalletId wallet,
    MerchantId merchant,
    GatewayCode gateway,
    byte[] token,
    Optional<Linking.State> waiting,
    ReturnTarget back,
    Instant expiresAt,
    Optional<Ending> ending,
    Optional<Instant> askingUntil,
    boolean linked) {
  /// How a linking ended; one without an ending was given up, as by a delink.
  enum Ending {
    LINKED,
    DECLINED,
    EXPIRED
  }
}
