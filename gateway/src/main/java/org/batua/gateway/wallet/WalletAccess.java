package org.batua.gateway.wallet;

import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.provider.Providers;

/// Opens linked wallets for features that call their providers.
public final class WalletAccess {
  private final WalletStore store;
  private final Providers providers;
  private final BalanceRefresh refreshing;
  private final KeyRing keyRing;

  public WalletAccess(
      WalletStore store, Providers providers, BalanceRefresh refreshing, KeyRing keyRing) {
    this.store = store;
    this.providers = providers;
    this.refreshing = refreshing;
    this.keyRing = keyRing;
  }

  /// The wallet, ready for a call.
  ///
  /// @throws Rejected when the merchant has no such wallet, or it is not linked
  public LinkedWallet get(MerchantId merchant, WalletId id) {
    var owned =
        store.find(merchant, id).orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    return open(owned)
        .orElseThrow(() -> new Rejected(Rejection.wallet(WalletError.WALLET_NOT_LINKED)));
  }

  /// The wallet, ready for a call; empty when it is not linked.
  public Optional<LinkedWallet> find(MerchantId merchant, WalletId id) {
    return store.find(merchant, id).flatMap(this::open);
  }

  /// Asks the provider for the balance and stores it; when that fails, the stored one stays.
  ///
  /// @return the wallet afterwards
  public Optional<Wallet> refresh(MerchantId merchant, WalletId id) {
    return store.find(merchant, id).flatMap(refreshing::refreshed);
  }

  /// Tries to renew credentials that the provider no longer accepts; when it cannot, the wallet is
  /// unlinked.
  ///
  /// @return the wallet with the new credentials
  public Optional<LinkedWallet> renew(MerchantId merchant, LinkedWallet dead) {
    return store
        .find(merchant, dead.wallet().id())
        .flatMap(owned -> refreshing.renewed(owned, dead.credentials()))
        .map(dead::with);
  }

  /// Debits with credentials that no other call replaces meanwhile, where the provider replaces
  /// them with each reading: reads the newest first, and lets others read again after the debit.
  ///
  /// @return the debit's outcome, or why it was not sent
  public Outcome alone(
      MerchantId merchant, LinkedWallet wallet, Function<LinkedWallet, Outcome> debit) {
    if (!BalanceRefresh.rotates(wallet.connector())) {
      return debit.apply(wallet);
    }
    var owned = store.find(merchant, wallet.wallet().id());
    if (owned.isEmpty()
        || owned.get().wallet().linkGeneration() != wallet.wallet().linkGeneration()) {
      return new Outcome.Declined(Refusal.of(ProviderError.TOKEN_INVALID, ProviderResponse.NONE));
    }
    return switch (refreshing.turn(owned.get(), providers.timeouts().debit())) {
      case BalanceRefresh.Turn.Taken(var newest) -> {
        try {
          yield debit.apply(wallet.with(newest));
        } finally {
          refreshing.endTurn(owned.get(), Optional.of(newest));
        }
      }
      case BalanceRefresh.Turn.Dead(var refusal) -> new Outcome.Declined(refusal);
      case BalanceRefresh.Turn.NotNow(var failure) -> new Outcome.NotSent(failure);
    };
  }

  Optional<LinkedWallet> open(StoredWallet owned) {
    var wallet = owned.wallet();
    if (owned.credentials().isEmpty() || owned.linkedMobile().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkedWallet(
            wallet,
            owned.linkedMobile().get(),
            owned.credentials().get().open(wallet.id(), keyRing),
            providers.connector(wallet.gateway()),
            owned.target(providers)));
  }
}
