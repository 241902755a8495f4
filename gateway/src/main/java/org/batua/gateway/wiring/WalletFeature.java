package org.batua.gateway.wiring;

import java.net.URI;
import java.util.function.Supplier;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.paymentmethod.Eligibilities;
import org.batua.gateway.wallet.AuthenticationStore;
import org.batua.gateway.wallet.BalanceRefresh;
import org.batua.gateway.wallet.OtpCountStore;
import org.batua.gateway.wallet.OtpLimits;
import org.batua.gateway.wallet.OtpLinking;
import org.batua.gateway.wallet.PaymentSources;
import org.batua.gateway.wallet.RedirectLinkStore;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.WalletAccess;
import org.batua.gateway.wallet.WalletCreation;
import org.batua.gateway.wallet.WalletRoutes;
import org.batua.gateway.wallet.WalletStore;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// The part of the composition root that makes wallets.
final class WalletFeature {
  final WalletTokens tokens;
  final RedirectLinks redirectLinks;
  final OtpLimits otpLimits;
  final Wallets wallets;
  final WalletAccess access;
  final PaymentSources sources;
  final WalletRoutes routes;
  final Eligibilities eligibilities;

  /// Makes the feature; nothing runs yet.
  ///
  /// @param topup begins a top-up on a wallet's own path
  /// @param baseUrl known once the server listens
  WalletFeature(
      Foundation common,
      KeyRing keyRing,
      Customers customers,
      Endpoint topup,
      Supplier<URI> baseUrl) {
    var config = common.config();
    var database = common.database();
    var providers = common.providers();
    var ids = common.ids();
    var clock = common.clock();
    var store = new WalletStore(database);
    var balances = new BalanceRefresh(store, providers, keyRing, clock);
    this.tokens = new WalletTokens(keyRing, ids, clock);
    this.redirectLinks =
        new RedirectLinks(
            store,
            new RedirectLinkStore(database, keyRing),
            new ReturnUrls(common.merchants()),
            providers,
            balances,
            ids,
            clock,
            new RedirectLinks.Limits(config.linking().consentLife(), baseUrl));
    this.otpLimits =
        new OtpLimits(new OtpCountStore(database), clock, config.linking().otpLimits());
    var authentications = new AuthenticationStore(database);
    var linking =
        new OtpLinking(
            store,
            authentications,
            providers,
            redirectLinks,
            keyRing,
            clock,
            config.linking().otp(),
            otpLimits);
    this.wallets =
        new Wallets(
            store,
            customers,
            new WalletCreation(store, customers, common.accounts(), providers, ids, clock),
            providers,
            linking,
            redirectLinks,
            balances,
            keyRing,
            clock);
    this.access = new WalletAccess(store, providers, balances, keyRing);
    var settings = common.settings();
    var usualLife = config.tokens().walletLife();
    this.sources =
        new PaymentSources(
            store,
            tokens,
            access,
            merchant -> settings.times(merchant).walletToken().orElse(usualLife));
    this.routes = new WalletRoutes(wallets, tokens, common.merchants(), topup);
    this.eligibilities = new Eligibilities(store, balances, config.providers().eligibilityTime());
  }
}
