package org.batua.gateway.provider;

import java.util.Optional;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;

/// Where a call goes.
///
/// @param deviceId stable per wallet; empty where no wallet is concerned
/// @param wallet whose call it is, for the record
public record CallTarget(ProviderAccount account, String deviceId, Optional<WalletId> wallet) {
  public GatewayCode gateway() {
    return account.gateway();
  }
}
