package org.batua.gateway.wallet;

import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.provider.CallTarget;

/// A linked wallet with what a call to its provider needs.
///
/// @param connector to see what its provider can do
public record LinkedWallet(
    Wallet wallet,
    MobileNumber mobile,
    Credentials credentials,
    Connector connector,
    CallTarget target) {

  LinkedWallet with(Credentials others) {
    return new LinkedWallet(wallet, mobile, others, connector, target);
  }
}
