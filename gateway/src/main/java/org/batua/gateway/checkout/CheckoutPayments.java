package org.batua.gateway.checkout;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.payment.Payments;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// Pays an order for a browser: with a wallet of its customer, or on a provider's page.
public final class CheckoutPayments {
  private final Wallets wallets;
  private final WalletTokens walletTokens;
  private final Payments payments;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public CheckoutPayments(
      Wallets wallets,
      WalletTokens walletTokens,
      Payments payments,
      InstantSource clock,
      CheckoutLimits limits) {
    this.wallets = wallets;
    this.walletTokens = walletTokens;
    this.payments = payments;
    this.clock = clock;
    this.limits = limits;
  }

  /// The linked wallets that this browser may pay with; outdated balances are refreshed.
  List<Wallet> linkedWallets(Checkout checkout) {
    if (checkout.provenCustomer().isEmpty()) {
      return List.of();
    }
    var customer = checkout.provenCustomer().get();
    var stored = wallets.list(checkout.as(customer), customer.value());
    var current =
        stored.stream().anyMatch(this::isOutdated)
            ? wallets.refreshAll(checkout.merchant(), customer.value())
            : stored;
    return current.stream().filter(Wallet::isLinked).toList();
  }

  private boolean isOutdated(Wallet wallet) {
    var before = clock.instant().minus(limits.balance());
    return wallet.isLinked() && wallet.lastRefreshed().map(at -> at.isBefore(before)).orElse(true);
  }

  /// A token that pays with this wallet, once.
  String tokenOf(Wallet wallet) {
    return walletTokens.issue(wallet).orElseThrow();
  }

  /// Pays with a wallet token of this browser's customer.
  ///
  /// @throws Rejected when nothing was sent, also because the order's payment was begun before
  void pay(Checkout checkout, Secret token) {
    var customer = checkout.provenCustomer().orElseThrow(CheckoutPayments::foreignWallet);
    var wallet =
        walletTokens
            .read(token.reveal())
            .map(WalletTokens.Claim::wallet)
            .orElseThrow(CheckoutPayments::foreignWallet);
    // refuses a token of another customer's wallet
    wallets.get(checkout.as(customer), wallet);
    // an order without a customer is open to the merchant only, in whose name a guest pays
    var caller =
        checkout.order().customer().isPresent()
            ? checkout.as(customer)
            : new Caller.Merchant(checkout.merchant());
    payments.pay(caller, checkout.order().orderId(), token, Optional.empty());
  }

  /// The number whose wallet a provider's page would propose for the order.
  Optional<MobileNumber> mobileForPages(Checkout checkout) {
    return payments.mobileOfPages(checkout.order());
  }

  /// Begins a payment on a provider's page. Whoever may see the order may pay it there.
  ///
  /// @throws Rejected when none was begun, also because the order's payment was begun before
  void payOnPage(Checkout checkout, GatewayCode gateway) {
    var caller = new Caller.Merchant(checkout.merchant());
    payments.payOnPage(caller, checkout.order().orderId(), gateway);
  }

  private static Rejected foreignWallet() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.INVALID, "The wallet is not one of this browser's customer."));
  }
}
