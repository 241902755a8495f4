package org.batua.gateway.topup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.resolve.Actor;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.LinkedWallets;

/// Top-ups as a merchant's backend begins and follows them.
public final class Topups {
  private final TopupStore store;
  private final TopupResolver resolver;
  private final LinkedWallets wallets;
  private final ReturnUrls returnUrls;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  /// How long things may take.
  ///
  /// @param link how long the link to the provider's page works
  /// @param page how long a customer may be busy on that page
  /// @param call the exchange that prepares the page
  public record Limits(Duration link, Duration page, Duration call) {}

  public Topups(
      TopupStore store,
      TopupResolver resolver,
      LinkedWallets wallets,
      ReturnUrls returnUrls,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.resolver = resolver;
    this.wallets = wallets;
    this.returnUrls = returnUrls;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// What a request for a top-up says.
  public record Wish(String topupTxnId, Money amount, Optional<String> returnUrl) {}

  /// Begins a top-up; the same content again gives the stored one. Nothing is sent before the
  /// customer opens its page.
  ///
  /// @throws Rejected when the id was used with another content, or the wallet cannot be topped up
  public Topup create(MerchantId merchant, WalletId wallet, Wish wish) {
    var known = store.find(merchant, wish.topupTxnId());
    if (known.isPresent()) {
      return same(known.get(), wallet, wish);
    }
    returnUrls.refuseOtherHosts(merchant, wish.returnUrl());
    var topup = topup(merchant, wallets.get(merchant, wallet, limits.call()), wish);
    if (store.create(topup, wish.topupTxnId())) {
      return topup;
    }
    return same(store.find(merchant, wish.topupTxnId()).orElseThrow(), wallet, wish);
  }

  /// A merchant's top-up as it stands, after asking the provider if it is not known how it ended.
  public Topup find(MerchantId merchant, WalletId wallet, String topupTxnId) {
    var found = ofWallet(merchant, wallet, topupTxnId);
    resolver.check(found.id(), Actor.MERCHANT);
    return ofWallet(merchant, wallet, topupTxnId);
  }

  private Topup ofWallet(MerchantId merchant, WalletId wallet, String topupTxnId) {
    return store
        .find(merchant, topupTxnId)
        .filter(topup -> topup.wallet().equals(wallet))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Topup topup(MerchantId merchant, LinkedWallet linked, Wish wish) {
    if (linked.connector().topups().isEmpty()) {
      throw new Rejected(Rejection.wallet(WalletError.TOPUP_NOT_SUPPORTED));
    }
    var now = clock.instant();
    var linkUntil = now.plus(limits.link());
    var wallet = linked.wallet();
    return new Topup(
        ids.topup(),
        merchant,
        new Topup.Owner.Request(wish.topupTxnId()),
        wallet.id(),
        wallet.gateway(),
        wallet.providerAccount(),
        linked.call().deviceId(),
        Optional.of(linked.mobile()),
        new Reference(ids.ulid(now)),
        wish.amount(),
        wish.returnUrl(),
        TopupStatus.NEW,
        "",
        new Topup.Times(now, linkUntil, linkUntil.plus(limits.page()), Optional.empty()),
        0,
        0);
  }

  private static Topup same(Topup known, WalletId wallet, Wish wish) {
    if (known.wallet().equals(wallet)
        && known.amount().equals(wish.amount())
        && known.returnUrl().equals(wish.returnUrl())) {
      return known;
    }
    throw new Rejected(
        new Rejection.DuplicateRequest(
            "topup_txn_id " + wish.topupTxnId() + " exists with another content."));
  }
}
