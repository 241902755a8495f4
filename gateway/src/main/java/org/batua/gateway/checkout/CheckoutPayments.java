package org.batua.gateway.checkout;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.Payments;
import org.batua.gateway.redirect.MissingMoney;
import org.batua.gateway.redirect.SlowCalls;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// Pays an order for a browser: with a wallet of its customer, or on a provider's page.
public final class CheckoutPayments {
  private final Wallets wallets;
  private final WalletTokens walletTokens;
  private final Payments payments;
  private final MissingMoney missing;
  private final Orders orders;
  private final SlowCalls slowCalls;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public CheckoutPayments(
      Wallets wallets,
      WalletTokens walletTokens,
      Payments payments,
      MissingMoney missing,
      Orders orders,
      SlowCalls slowCalls,
      InstantSource clock,
      CheckoutLimits limits) {
    this.wallets = wallets;
    this.walletTokens = walletTokens;
    this.payments = payments;
    this.missing = missing;
    this.orders = orders;
    this.slowCalls = slowCalls;
    this.clock = clock;
    this.limits = limits;
  }

  /// The linked wallets that this browser may pay with. Outdated balances are refreshed; those of a
  /// slow provider are shown as they are stored.
  List<Wallet> linkedWallets(Checkout checkout) {
    return checkout.owners().stream()
        .flatMap(owner -> current(checkout, owner).stream())
        .filter(wallet -> wallet.isLinked() && checkout.offers(wallet.gateway()))
        .toList();
  }

  private List<Wallet> current(Checkout checkout, CustomerId owner) {
    var stored = wallets.list(checkout.as(owner), owner.value());
    return stored.stream().anyMatch(this::isOutdated)
        ? slowCalls
            .within(() -> wallets.refreshAll(checkout.merchant(), owner.value()))
            .orElse(stored)
        : stored;
  }

  private boolean isOutdated(Wallet wallet) {
    var before = clock.instant().minus(limits.balance());
    return wallet.isLinked() && wallet.lastRefreshed().map(at -> at.isBefore(before)).orElse(true);
  }

  /// A token that pays with this wallet, once.
  String tokenOf(Wallet wallet) {
    return walletTokens.issue(wallet).orElseThrow();
  }

  /// Pays with a wallet token of this browser's customer or guest. A payment that takes long goes
  /// on in the background.
  ///
  /// @throws Rejected when nothing was sent, also because the order's payment was begun before
  void pay(Checkout checkout, Secret token) {
    var owner = owner(checkout, token);
    // the order is open to its customer and to the merchant, in whose name a guest pays
    var caller =
        checkout.isGuest(owner) ? new Caller.Merchant(checkout.merchant()) : checkout.as(owner);
    pay(caller, checkout, token);
  }

  /// Begins to add what the order's payment lacks.
  ///
  /// @return the path that leads to the provider; empty when the payment does not wait for money,
  ///   or the provider is slow
  Optional<String> addMoney(Checkout checkout) {
    return orders
        .find(checkout.merchant(), checkout.order().orderId())
        .payment()
        .filter(payment -> payment.status().isShortOfMoney())
        .flatMap(
            payment -> slowCalls.within(() -> missing.add(checkout.merchant(), payment.uuid())))
        .flatMap(path -> path);
  }

  /// Delinks a wallet of this browser's customer or guest.
  ///
  /// @return where it was
  /// @throws Rejected for another wallet
  GatewayCode forget(Checkout checkout, Secret token) {
    var wallet = wallet(token);
    var caller = checkout.as(owner(checkout, token));
    // forgotten here before its provider is told
    slowCalls.within(() -> wallets.delink(caller, wallet));
    return wallets.get(caller, wallet).gateway();
  }

  private CustomerId owner(Checkout checkout, Secret token) {
    var id = wallet(token);
    var owner = wallets.get(new Caller.Merchant(checkout.merchant()), id).customer();
    if (!checkout.owners().contains(owner)) {
      throw new Rejected(new Rejection.UnknownObject());
    }
    return owner;
  }

  private WalletId wallet(Secret token) {
    return walletTokens
        .read(token.reveal())
        .map(WalletTokens.Claim::wallet)
        .orElseThrow(CheckoutPayments::foreignWallet);
  }

  /// Pays with the wallet that this browser has just linked. What is refused shows with the order.
  void payWithLinked(Checkout checkout, Wallet wallet) {
    var caller =
        checkout.isGuest(wallet.customer())
            ? new Caller.Merchant(checkout.merchant())
            : checkout.as(wallet.customer());
    try {
      pay(caller, checkout, Secret.of(tokenOf(wallet)));
    } catch (Rejected e) {
      if (!isShownWithOrder(e)) {
        throw e;
      }
    }
  }

  private void pay(Caller caller, Checkout checkout, Secret token) {
    slowCalls.within(
        () -> payments.pay(caller, checkout.order().orderId(), token, Optional.empty()));
  }

  /// Whether the order's own page shows why nothing was sent.
  static boolean isShownWithOrder(Rejected refused) {
    return refused.rejection() instanceof Rejection.OrderRefused
        || refused.rejection() instanceof Rejection.TokenRefused
        || refused.rejection() instanceof Rejection.OutcomeNotStored;
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
    slowCalls.within(() -> payments.payOnPage(caller, checkout.order().orderId(), gateway));
  }

  private static Rejected foreignWallet() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.INVALID, "The wallet is not one of this browser's customer."));
  }
}
