package org.batua.gateway.wallet;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.provider.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asking a provider what a linked wallet can spend, renewing credentials once when they died.
public final class BalanceRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(BalanceRefresh.class);
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);
  private static final RetryPolicy<Boolean> OTHERS_FIRST =
      RetryPolicy.<Boolean>builder()
          .handleResult(false)
          .withDelay(Duration.ofMillis(40))
          .withMaxRetries(75)
          .build();

  private final WalletStore wallets;
  private final Providers providers;
  private final KeyRing keyRing;
  private final InstantSource clock;

  public BalanceRefresh(
      WalletStore wallets, Providers providers, KeyRing keyRing, InstantSource clock) {
    this.wallets = wallets;
    this.providers = providers;
    this.keyRing = keyRing;
    this.clock = clock;
  }

  /// How a refresh ended.
  public sealed interface Result {
    /// The provider answered; of an unlinked wallet there is nothing to ask.
    ///
    /// @param wallet as it is stored now
    record Fresh(Wallet wallet) implements Result {}

    /// The customer ended the link at the provider: the wallet is unlinked now.
    record Ended() implements Result {}

    /// Nothing was learnt; the stored balance stays.
    record Failed(Rejection why) implements Result {}
  }

  /// What a provider answered, before it is stored.
  sealed interface Answer {
    /// What the provider says.
    ///
    /// @param learnt empty of an unlinked wallet
    record Told(Optional<WalletStore.Learnt> learnt) implements Answer {}

    /// As [Result.Ended].
    record Ended() implements Answer {}

    /// As [Result.Failed].
    record Failed(Rejection why) implements Answer {}
  }

  /// Asks the provider and stores what it says.
  public Result refresh(StoredWallet wallet) {
    return switch (ask(wallet)) {
      case Answer.Told(var learnt) ->
          new Result.Fresh(
              learnt
                  .map(it -> wallets.saveBalance(wallet.merchant(), it, clock.instant()))
                  .orElse(wallet.wallet()));
      case Answer.Ended _ -> new Result.Ended();
      case Answer.Failed(var why) -> new Result.Failed(why);
    };
  }

  /// As [#refresh]; when that fails, the stored balance stays.
  ///
  /// @return the wallet afterwards
  Optional<Wallet> refreshed(StoredWallet wallet) {
    return switch (refresh(wallet)) {
      case Result.Fresh(var fresh) -> Optional.of(fresh);
      case Result.Ended _, Result.Failed _ ->
          wallets.find(wallet.merchant(), wallet.wallet().id()).map(StoredWallet::wallet);
    };
  }

  /// Asks the provider once, or twice with a renewal in between; a balance is for the caller to
  /// store. Unlinked wallets stay as they are.
  Answer ask(StoredWallet wallet) {
    var stored = wallet.credentials();
    if (stored.isEmpty() || wallet.linkedMobile().isEmpty()) {
      return new Answer.Told(Optional.empty());
    }
    if (rotates(providers.connector(wallet.wallet().gateway()))) {
      return askAlone(wallet);
    }
    var credentials = stored.get().open(wallet.wallet().id(), keyRing);
    var first = read(wallet, credentials);
    if (!isTokenInvalid(first)) {
      return settle(wallet, first);
    }
    return switch (renew(wallet, credentials)) {
      case Renewing.Done(var renewed) -> settle(wallet, read(wallet, renewed));
      case Renewing.Ended _ -> new Answer.Ended();
      case Renewing.Failed(var why) -> new Answer.Failed(why);
    };
  }

  /// Whether each reading replaces the credentials, so that no reading may come between a debit's
  /// own and the debit.
  static boolean rotates(Connector connector) {
    return connector.profile().renewing() == ProviderProfile.Renewing.ROTATES_ON_READ;
  }

  private Answer askAlone(StoredWallet wallet) {
    var until = clock.instant().plus(providers.timeouts().balance()).plus(LEASE_MARGIN);
    var current = takeTurn(wallet, until);
    if (current.isEmpty()) {
      return new Answer.Failed(Rejection.wallet(WalletError.GATEWAY_UNAVAILABLE));
    }
    var result = read(wallet, current.get());
    var rotated =
        result instanceof Balances.Result.Spendable(_, var fresh)
            ? fresh
            : Optional.<Credentials>empty();
    endTurn(wallet, rotated);
    return settle(wallet, result);
  }

  /// What a debit of a wallet whose credentials rotate needs first.
  sealed interface Turn {
    /// The newest credentials; no other caller reads until [#endTurn].
    record Taken(Credentials credentials) implements Turn {}

    /// The wallet is unlinked now.
    record Dead(Refusal refusal) implements Turn {}

    record NotNow(TransportFailure failure) implements Turn {}
  }

  /// Reads the newest credentials and blocks other readers.
  ///
  /// @param use how long they will be used
  Turn turn(StoredWallet wallet, Duration use) {
    var span = providers.timeouts().balance().plus(use).plus(LEASE_MARGIN);
    var current = takeTurn(wallet, clock.instant().plus(span));
    if (current.isEmpty()) {
      var words = "another call for this wallet is under way";
      return new Turn.NotNow(
          new TransportFailure(
              TransportFailure.Cause.NOT_CONNECTED, ProviderResponse.of("", words, 0)));
    }
    var mobile = wallet.linkedMobile().orElseThrow();
    return switch (providers.renew(wallet.target(providers), mobile, current.get())) {
      case Renewal.Result.Renewed(var renewed) -> new Turn.Taken(renewed);
      case Renewal.Result.Refused(var refusal) -> {
        ended(wallet);
        yield new Turn.Dead(refusal);
      }
      case Renewal.Result.Unavailable(var failure) -> {
        endTurn(wallet, Optional.empty());
        yield new Turn.NotNow(failure);
      }
    };
  }

  /// The credentials once no other caller reads; empty when the lease stays taken.
  private Optional<Credentials> takeTurn(StoredWallet wallet, Instant until) {
    var id = wallet.wallet().id();
    int generation = wallet.wallet().linkGeneration();
    boolean taken =
        Failsafe.with(OTHERS_FIRST)
            .get(() -> wallets.takeRenewal(id, generation, clock.instant(), until));
    return taken
        ? wallets
            .find(wallet.merchant(), id)
            .flatMap(StoredWallet::credentials)
            .map(held -> held.open(id, keyRing))
        : Optional.empty();
  }

  /// Lets others read again.
  ///
  /// @param newest what the reading brought
  void endTurn(StoredWallet wallet, Optional<Credentials> newest) {
    var id = wallet.wallet().id();
    wallets.endRenewal(
        id,
        wallet.wallet().linkGeneration(),
        newest.map(credentials -> SealedCredentials.seal(credentials, id, keyRing)));
  }

  /// New credentials in place of ones that the provider no longer accepts; empty when there are
  /// none, and then the wallet is unlinked unless the provider could not be asked.
  Optional<Credentials> renewed(StoredWallet wallet, Credentials dead) {
    return switch (renew(wallet, dead)) {
      case Renewing.Done(var renewed) -> Optional.of(renewed);
      case Renewing.Ended _, Renewing.Failed _ -> Optional.empty();
    };
  }

  /// How an attempt to renew ended.
  private sealed interface Renewing {
    record Done(Credentials renewed) implements Renewing {}

    record Ended() implements Renewing {}

    record Failed(Rejection why) implements Renewing {}
  }

  /// One renewal at a time per wallet: two at once would kill each other's credentials.
  private Renewing renew(StoredWallet wallet, Credentials dead) {
    var renewal = providers.connector(wallet.wallet().gateway()).renewal();
    if (renewal.isEmpty() || wallet.linkedMobile().isEmpty()) {
      ended(wallet);
      return new Renewing.Ended();
    }
    var id = wallet.wallet().id();
    int generation = wallet.wallet().linkGeneration();
    var now = clock.instant();
    var until = now.plus(providers.timeouts().balance()).plus(LEASE_MARGIN);
    if (!wallets.takeRenewal(id, generation, now, until)) {
      return new Renewing.Failed(Rejection.wallet(WalletError.GATEWAY_UNAVAILABLE));
    }
    var already = wallets.find(wallet.merchant(), id).flatMap(StoredWallet::credentials);
    var current = already.map(held -> held.open(id, keyRing)).filter(it -> !it.equals(dead));
    if (current.isPresent()) {
      // another caller has just renewed; renewing with the dead ones would look like a revocation
      wallets.endRenewal(id, generation, Optional.empty());
      return new Renewing.Done(current.get());
    }
    var mobile = wallet.linkedMobile().get();
    return switch (providers.renew(wallet.target(providers), mobile, dead)) {
      case Renewal.Result.Renewed(var renewed) -> {
        wallets.endRenewal(
            id, generation, Optional.of(SealedCredentials.seal(renewed, id, keyRing)));
        yield new Renewing.Done(renewed);
      }
      case Renewal.Result.Refused _ -> {
        ended(wallet);
        yield new Renewing.Ended();
      }
      case Renewal.Result.Unavailable(var failure) -> {
        wallets.endRenewal(id, generation, Optional.empty());
        yield new Renewing.Failed(ProviderRefusals.unavailable(failure));
      }
    };
  }

  private Balances.Result read(StoredWallet wallet, Credentials credentials) {
    return providers.balance(
        wallet.target(providers), wallet.linkedMobile().orElseThrow(), credentials);
  }

  private Answer settle(StoredWallet wallet, Balances.Result result) {
    return switch (result) {
      case Balances.Result.Spendable(var amount, _) -> fresh(wallet, Optional.of(amount));
      case Balances.Result.Undisclosed _ -> fresh(wallet, Optional.empty());
      case Balances.Result.Refused(var refusal) ->
          isTokenInvalid(refusal)
              ? ended(wallet)
              : new Answer.Failed(ProviderRefusals.refused(refusal));
      case Balances.Result.Unavailable(var failure) ->
          new Answer.Failed(ProviderRefusals.unavailable(failure));
    };
  }

  private static Answer fresh(StoredWallet wallet, Optional<Money> balance) {
    return new Answer.Told(Optional.of(new WalletStore.Learnt(wallet.wallet(), balance)));
  }

  private Answer ended(StoredWallet wallet) {
    wallets.unlinkIfGeneration(wallet.wallet().id(), wallet.wallet().linkGeneration());
    LOG.atInfo()
        .addKeyValue("wallet", wallet.wallet().id().value())
        .addKeyValue("gateway", wallet.wallet().gateway().code())
        .log("the provider no longer accepts the credentials: unlinked");
    return new Answer.Ended();
  }

  private static boolean isTokenInvalid(Balances.Result result) {
    return result instanceof Balances.Result.Refused(var refusal) && isTokenInvalid(refusal);
  }

  private static boolean isTokenInvalid(Refusal refusal) {
    return refusal.error() == ProviderError.TOKEN_INVALID;
  }
}
