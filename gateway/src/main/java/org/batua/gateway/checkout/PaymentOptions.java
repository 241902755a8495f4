package org.batua.gateway.checkout;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.wallet.Wallet;

/// The providers that a merchant can take payments with.
public final class PaymentOptions {
  private final ProviderAccounts accounts;
  private final Providers providers;

  public PaymentOptions(ProviderAccounts accounts, Providers providers) {
    this.accounts = accounts;
    this.providers = providers;
  }

  /// The providers whose wallets can be linked in a checkout, those without a linked wallet first.
  /// Another person's wallet of a provider can pay beside one that is linked.
  List<ProviderOption> linkable(Checkout checkout, List<Wallet> linked) {
    var currency = checkout.order().amount().currency();
    return connectors(checkout)
        .filter(one -> one.profile().currency().equals(currency))
        .filter(PaymentOptions::canBeLinkedHere)
        .sorted(
            Comparator.comparing(
                one -> linked.stream().anyMatch(wallet -> wallet.gateway().equals(one.gateway()))))
        .map(ProviderOption::of)
        .toList();
  }

  /// The providers on whose own pages the order of a checkout can be paid.
  List<ProviderOption> pages(Checkout checkout) {
    var currency = checkout.order().amount().currency();
    return connectors(checkout)
        .filter(one -> one.hostedPayments().isPresent())
        .filter(one -> one.profile().currency().equals(currency))
        .map(ProviderOption::of)
        .toList();
  }

  private Stream<Connector> connectors(Checkout checkout) {
    var account = checkout.order().gatewayReferenceId();
    return accounts.of(checkout.merchant()).stream()
        .filter(one -> account.isEmpty() || one.gatewayReferenceId().equals(account))
        .map(MerchantAccount::account)
        .map(one -> one.gateway())
        .filter(checkout::offers)
        .distinct()
        .map(providers::find)
        .flatMap(Optional::stream);
  }

  private static boolean canBeLinkedHere(Connector connector) {
    boolean isLinkable =
        switch (connector.profile().linkMode()) {
          case OTP -> connector.linking().isPresent();
          case REDIRECT -> connector.redirectLinking().isPresent();
          case NONE -> false;
        };
    return isLinkable && connector.directDebit().isPresent();
  }
}
