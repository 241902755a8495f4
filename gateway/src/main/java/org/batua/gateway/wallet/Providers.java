package org.batua.gateway.wallet;

import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.merchant.ProviderAccounts;

/// Finds the connector of a wallet and the surroundings of a call to it.
public final class Providers {
  private final Connectors connectors;
  private final ProviderAccounts accounts;
  private final Transport transport;
  private final Timeouts timeouts;

  /// How long the calls that concern wallets may take.
  ///
  /// @param eligibility until all wallets of a customer have answered whether they can pay
  public record Timeouts(Duration otp, Duration balance, Duration eligibility) {}

  public Providers(
      Connectors connectors, ProviderAccounts accounts, Transport transport, Timeouts timeouts) {
    this.connectors = connectors;
    this.accounts = accounts;
    this.transport = transport;
    this.timeouts = timeouts;
  }

  Connector connector(GatewayCode gateway) {
    return connectors
        .find(gateway)
        .orElseThrow(
            () ->
                new Rejected(
                    Rejection.wallet(
                        WalletError.GATEWAY_NOT_CONFIGURED,
                        "Gateway " + gateway + " is not known to this server.")));
  }

  /// How wallets of this gateway are linked.
  ///
  /// @throws Rejected saying what can be done instead, where they cannot be
  Linking linking(GatewayCode gateway) {
    var connector = connector(gateway);
    return connector
        .linking()
        .orElseThrow(
            () ->
                new Rejected(
                    Rejection.wallet(WalletError.GATEWAY_DECLINED, cannotLink(connector))));
  }

  /// Refuses a gateway whose wallets cannot be linked at all.
  ///
  /// @throws Rejected saying what can be done instead
  void requireLinkable(GatewayCode gateway) {
    var connector = connector(gateway);
    if (connector.redirectLinking().isEmpty()) {
      linking(gateway);
    }
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

  Call otpCall(StoredWallet wallet) {
    return call(wallet, timeouts.otp());
  }

  Call balanceCall(StoredWallet wallet) {
    return call(wallet, timeouts.balance());
  }

  Duration balanceTimeout() {
    return timeouts.balance();
  }

  Call call(StoredWallet wallet, Duration timeout) {
    return new Call(
        accounts.account(wallet.wallet().providerAccount()), wallet.deviceId(), timeout, transport);
  }
}
