package org.batua.gateway.wallet;

import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.provider.Providers;

/// How the wallets of a gateway are linked, if they can be.
record LinkableGateways(Providers providers) {
  /// How a customer agrees to a link.
  enum Way {
    OTP,
    REDIRECT
  }

  /// The way to link wallets of this gateway.
  ///
  /// @throws Rejected saying what can be done instead, where they cannot be linked
  Way way(GatewayCode gateway) {
    var connector = providers.connector(gateway);
    if (connector.redirectLinking().isPresent()) {
      return Way.REDIRECT;
    }
    if (connector.linking().isPresent()) {
      return Way.OTP;
    }
    throw new Rejected(Rejection.wallet(WalletError.GATEWAY_DECLINED, cannotLink(connector)));
  }

  private static String cannotLink(Connector connector) {
    var cannot = "Wallets of " + connector.gateway() + " cannot be linked.";
    return connector.hostedPayments().isPresent()
        ? cannot
            + " Customers pay on "
            + connector.name()
            + "'s page instead: POST /txns without direct_wallet_token."
        : cannot;
  }
}
