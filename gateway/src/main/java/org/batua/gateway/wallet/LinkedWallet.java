package org.batua.gateway.wallet;

import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Credentials;

/// A linked wallet with what a call to its provider needs.
public record LinkedWallet(
    Wallet wallet, MobileNumber mobile, Credentials credentials, Connector connector, Call call) {

  LinkedWallet with(Credentials others) {
    return new LinkedWallet(wallet, mobile, others, connector, call);
  }
}
