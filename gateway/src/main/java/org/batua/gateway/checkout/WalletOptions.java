package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.wallet.Wallet;

/// The wallets that an order can be paid with.
final class WalletOptions {
  private WalletOptions() {}

  static List<CheckoutPages.Choice> of(
      Checkout checkout, List<Wallet> wallets, Checkouts checkouts, PaymentOptions offers) {
    var amount = checkout.order().amount();
    var preferred =
        wallets.stream()
            .filter(wallet -> missing(wallet, checkout).isEmpty())
            .findFirst()
            .orElse(wallets.getFirst());
    return wallets.stream()
        .map(
            wallet ->
                new CheckoutPages.Choice(
                    checkouts.tokenOf(wallet),
                    offers.name(wallet.gateway()),
                    wallet.balance().filter(one -> one.currency().equals(amount.currency())),
                    missing(wallet, checkout),
                    wallet.equals(preferred)))
        .toList();
  }

  private static Optional<Money> missing(Wallet wallet, Checkout checkout) {
    var amount = checkout.order().amount();
    return wallet
        .balance()
        .filter(balance -> balance.currency().equals(amount.currency()))
        .filter(balance -> balance.compareTo(amount) < 0)
        .map(amount::minus);
  }
}
