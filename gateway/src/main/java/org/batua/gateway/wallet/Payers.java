package org.batua.gateway.wallet;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.http.Caller;
import org.batua.gateway.keyring.KeyRing;

/// Finds the wallet that a wallet token pays from.
public final class Payers {
  private final WalletStore store;
  private final WalletTokens tokens;
  private final Providers providers;
  private final Refreshing refreshing;
  private final KeyRing keyRing;

  public Payers(
      WalletStore store,
      WalletTokens tokens,
      Providers providers,
      Refreshing refreshing,
      KeyRing keyRing) {
    this.store = store;
    this.tokens = tokens;
    this.providers = providers;
    this.refreshing = refreshing;
    this.keyRing = keyRing;
  }

  /// The wallet of a genuine token; whether it was used before is for the one who uses it up.
  ///
  /// @param timeout of the debit that is to come
  /// @throws Rejected when the token is not genuine, or not this caller's
  public Payer find(Caller caller, Secret token, Duration timeout) {
    var claim = tokens.read(token.reveal()).orElseThrow(Payers::invalid);
    var owned = store.find(caller.merchant(), claim.wallet()).orElseThrow(Payers::invalid);
    var wallet = owned.wallet();
    if (caller instanceof Caller.Customer(_, var customer) && !customer.equals(wallet.customer())) {
      throw invalid();
    }
    switch (tokens.judge(claim, wallet)) {
      case GENUINE -> {}
      case EXPIRED ->
          throw new Rejected(
              new Rejection.TokenRefused(
                  Rejection.TokenFault.EXPIRED,
                  "The wallet token has expired. List the wallets for a new one."));
      case INVALID -> throw invalid();
    }
    var sealedCredentials = owned.credentials().orElseThrow(Payers::invalid);
    return new Payer(
        wallet,
        owned.linkedMobile().orElseThrow(Payers::invalid),
        sealedCredentials.open(wallet.id(), keyRing),
        providers.connector(wallet.gateway()),
        providers.call(owned, timeout),
        new Payer.TokenUse(HexFormat.of().formatHex(claim.use())));
  }

  /// Debits with credentials that nobody replaces meanwhile, where the provider replaces them with
  /// each reading: reads the newest first, and lets others read again when the debit is over.
  ///
  /// @return what the debit came to, or why it was not sent
  public Outcome alone(Caller caller, Payer payer, Function<Payer, Outcome> debit) {
    if (!Refreshing.rotates(payer.connector())) {
      return debit.apply(payer);
    }
    var owned = store.find(caller.merchant(), payer.wallet().id());
    if (owned.isEmpty()
        || owned.get().wallet().linkGeneration() != payer.wallet().linkGeneration()) {
      return new Outcome.Declined(Refusal.of(ProviderError.TOKEN_INVALID, Raw.NONE));
    }
    return switch (refreshing.turn(owned.get(), payer.call().timeout())) {
      case Refreshing.Turn.Taken(var newest) -> {
        try {
          yield debit.apply(payer.with(newest));
        } finally {
          refreshing.endTurn(owned.get(), Optional.of(newest));
        }
      }
      case Refreshing.Turn.Dead(var refusal) -> new Outcome.Declined(refusal);
      case Refreshing.Turn.NotNow(var trouble) -> new Outcome.NotSent(trouble);
    };
  }

  /// Tries to renew credentials that the provider no longer accepts; when it cannot, the wallet is
  /// unlinked.
  ///
  /// @return the payer with the new credentials
  public Optional<Payer> renew(Caller caller, Payer payer) {
    return store
        .find(caller.merchant(), payer.wallet().id())
        .flatMap(owned -> refreshing.renew(owned, payer.credentials()))
        .map(payer::with);
  }

  private static Rejected invalid() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.INVALID,
            "The wallet token is not a valid token of this customer's linked wallet."));
  }
}
