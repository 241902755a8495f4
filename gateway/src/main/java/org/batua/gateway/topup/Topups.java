package org.batua.gateway.topup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.Resolver;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletAccess;

/// Top-ups as a merchant's backend begins and follows them.
public final class Topups {
  private final TopupStore store;
  private final Resolver<Topup, TopupStatus> resolver;
  private final WalletAccess wallets;
  private final Providers providers;
  private final ReturnUrls returnUrls;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  /// How long things may take.
  ///
  /// @param link how long the link to the provider's page works
  /// @param page how long a customer may be busy on that page
  public record Limits(Duration link, Duration page) {}

  public Topups(
      TopupStore store,
      Resolver<Topup, TopupStatus> resolver,
      WalletAccess wallets,
      Providers providers,
      ReturnUrls returnUrls,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.resolver = resolver;
    this.wallets = wallets;
    this.providers = providers;
    this.returnUrls = returnUrls;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// What a request for a top-up says.
  ///
  /// @param amount reads the amount in the wallet's currency
  public record Wish(
      String topupTxnId, Function<Currency, Money> amount, Optional<String> returnUrl) {}

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
    var linked = wallets.get(merchant, wallet);
    if (linked.connector().topups().isEmpty()) {
      throw new Rejected(Rejection.wallet(WalletError.TOPUP_NOT_SUPPORTED));
    }
    var owner = new Topup.Owner.Request(wish.topupTxnId());
    var linkUntil = clock.instant().plus(limits.link());
    var topup =
        topup(
            merchant,
            owner,
            linked,
            wish.amount().apply(linked.connector().profile().currency()),
            wish.returnUrl(),
            linkUntil,
            linkUntil.plus(limits.page()));
    if (store.create(topup, wish.topupTxnId())) {
      return topup;
    }
    return same(store.find(merchant, wish.topupTxnId()).orElseThrow(), wallet, wish);
  }

  /// A merchant's top-up as it is now, after asking the provider if its outcome is open.
  public Topup find(MerchantId merchant, WalletId wallet, String topupTxnId) {
    var found = ofWallet(merchant, wallet, topupTxnId);
    resolver.resolveAll(
        store.claim(found.id(), clock.instant(), Actor.NOT_AGAIN_WITHIN), Actor.MERCHANT);
    return ofWallet(merchant, wallet, topupTxnId);
  }

  /// What a wallet lacks for a payment.
  public sealed interface Lack {
    /// There is too little.
    ///
    /// @param toAdd at least what the provider lets a customer add
    record Some(Money toAdd) implements Lack {}

    /// By the provider's balance there is enough.
    record Nothing() implements Lack {}

    /// Money can only be added in the provider's own app.
    ///
    /// @param missing empty when the provider does not say
    record Page(Optional<Money> missing) implements Lack {}

    /// The wallet is no longer linked.
    record Link() implements Lack {}
  }

  /// Asks the provider what a wallet has, and says what it lacks.
  public Lack lack(MerchantId merchant, WalletId id, Money amount) {
    return lack(merchant, id, amount, wallets.refresh(merchant, id).flatMap(Wallet::balance));
  }

  /// As [#lack], by the balance that is stored: for who does not wait for a slow provider.
  public Lack storedLack(MerchantId merchant, WalletId id, Money amount) {
    var stored = wallets.find(merchant, id).flatMap(linked -> linked.wallet().balance());
    return lack(merchant, id, amount, stored);
  }

  private Lack lack(MerchantId merchant, WalletId id, Money amount, Optional<Money> balance) {
    var linked = wallets.find(merchant, id);
    if (linked.isEmpty()) {
      return new Lack.Link();
    }
    if (balance.filter(has -> has.compareTo(amount) >= 0).isPresent()) {
      return new Lack.Nothing();
    }
    var missing = balance.map(amount::minus);
    var known = missing.orElse(amount);
    return providers
        .minimumTopup(linked.get().wallet().gateway())
        .<Lack>map(least -> new Lack.Some(known.compareTo(least) < 0 ? least : known))
        .orElseGet(() -> new Lack.Page(missing));
  }

  /// A payment that waits for money.
  ///
  /// @param until when it stops waiting
  public record Shortage(
      String payment, MerchantId merchant, WalletId wallet, Money amount, Instant until) {}

  /// Lets the customer add what a waiting payment lacks; the payment goes on by itself when it has
  /// been added. A customer who is adding money already goes on with the same top-up.
  ///
  /// @return empty when the payment does not wait any more, or nothing can be added
  public Optional<Topup> begin(Shortage shortage) {
    return store
        .openOfTxn(shortage.payment())
        .or(() -> begin(shortage, lack(shortage.merchant(), shortage.wallet(), shortage.amount())));
  }

  /// As [#begin], by the balance that is stored.
  public Optional<Topup> beginByStored(Shortage shortage) {
    return store
        .openOfTxn(shortage.payment())
        .or(
            () ->
                begin(
                    shortage,
                    storedLack(shortage.merchant(), shortage.wallet(), shortage.amount())));
  }

  private Optional<Topup> begin(Shortage shortage, Lack lack) {
    if (lack instanceof Lack.Some(var toAdd)) {
      var linked = wallets.get(shortage.merchant(), shortage.wallet());
      var owner = new Topup.Owner.Payment(shortage.payment());
      var until = shortage.until();
      var topup = topup(shortage.merchant(), owner, linked, toAdd, Optional.empty(), until, until);
      return store.createForTxn(topup, shortage.payment())
          ? Optional.of(topup)
          : store.openOfTxn(shortage.payment());
    }
    return Optional.empty();
  }

  private Topup ofWallet(MerchantId merchant, WalletId wallet, String topupTxnId) {
    return store
        .find(merchant, topupTxnId)
        .filter(topup -> topup.wallet().equals(wallet))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Topup topup(
      MerchantId merchant,
      Topup.Owner owner,
      LinkedWallet linked,
      Money amount,
      Optional<String> returnUrl,
      Instant linkUntil,
      Instant giveUpAt) {
    var now = clock.instant();
    var wallet = linked.wallet();
    return new Topup(
        ids.topup(),
        merchant,
        owner,
        wallet.id(),
        new OpenTransaction.At(
            wallet.gateway(), wallet.providerAccount(), linked.target().deviceId()),
        Optional.of(linked.mobile()),
        new Reference(ids.ulid(now)),
        amount,
        returnUrl,
        TopupStatus.NEW,
        Optional.empty(),
        new Topup.Times(now, linkUntil, giveUpAt, Optional.empty()),
        OpenTransaction.Inquiries.NONE);
  }

  private static Topup same(Topup known, WalletId wallet, Wish wish) {
    if (known.wallet().equals(wallet)
        && known.amount().equals(wish.amount().apply(known.amount().currency()))
        && known.returnUrl().equals(wish.returnUrl())) {
      return known;
    }
    throw new Rejected(
        new Rejection.DuplicateRequest(
            "topup_txn_id " + wish.topupTxnId() + " exists with another content."));
  }
}
