package org.batua.gateway.wallet;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.provider.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be done with the wallets of a customer.
public final class Wallets {
  private static final Logger LOG = LoggerFactory.getLogger(Wallets.class);

  private final WalletStore store;
  private final Customers customers;
  private final WalletCreation creation;
  private final Providers providers;
  private final OtpLinking otpLinking;
  private final RedirectLinks redirectLinks;
  private final BalanceRefresh balances;
  private final KeyRing keyRing;
  private final InstantSource clock;

  public Wallets(
      WalletStore store,
      Customers customers,
      WalletCreation creation,
      Providers providers,
      OtpLinking otpLinking,
      RedirectLinks redirectLinks,
      BalanceRefresh balances,
      KeyRing keyRing,
      InstantSource clock) {
    this.store = store;
    this.customers = customers;
    this.creation = creation;
    this.providers = providers;
    this.otpLinking = otpLinking;
    this.redirectLinks = redirectLinks;
    this.balances = balances;
    this.keyRing = keyRing;
    this.clock = clock;
  }

  /// All wallets of a customer as they are stored; asks no provider.
  public List<Wallet> list(Caller caller, String customer) {
    var wallets =
        store
            .list(caller.merchant(), customer)
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    if (caller instanceof Caller.Customer) {
      customers.find(caller, customer);
    }
    return wallets;
  }

  /// Creates the wallet, or finds the one that the customer has for this gateway and reference.
  public Wallet create(Caller caller, String customerKey, WalletCreation.Request wish) {
    return creation.create(caller, customerKey, wish).wallet();
  }

  /// As [#create], and then as [#authenticate].
  public Started createAndAuthenticate(
      Caller caller, String customerKey, WalletCreation.Request wish, ReturnTarget back) {
    return authenticate(creation.create(caller, customerKey, wish), back);
  }

  public Wallet get(Caller caller, WalletId id) {
    return owned(caller, id).wallet();
  }

  /// A wallet whose linking has begun.
  ///
  /// @param page where to send the customer; empty when an OTP was sent
  public record Started(Wallet wallet, Optional<URI> page) {}

  /// Sends an OTP for the wallet, or begins a linking by consent.
  ///
  /// @param back where the customer's browser goes after consenting
  public Started authenticate(
      Caller caller, WalletId id, Optional<String> gatewayReferenceId, ReturnTarget back) {
    var owned = owned(caller, id);
    if (gatewayReferenceId.isPresent()
        && !gatewayReferenceId.equals(owned.wallet().gatewayReferenceId())) {
      throw new Rejected(
          new Rejection.InvalidField(
              "gateway_reference_id", "is not the one that the wallet was created with"));
    }
    return authenticate(owned, back);
  }

  private Started authenticate(StoredWallet wallet, ReturnTarget back) {
    return new Started(wallet.wallet(), otpLinking.authenticate(wallet, back));
  }

  /// Whether wallets of this gateway are linked by consent rather than by OTP.
  public boolean isByConsent(GatewayCode gateway) {
    return providers.connector(gateway).redirectLinking().isPresent();
  }

  /// Whether linking a wallet of this gateway proves its customer to have the mobile number.
  public boolean provesNumber(GatewayCode gateway) {
    return providers.provesNumber(gateway);
  }

  /// Links by OTP, then asks for the balance; without an answer the balance stays empty. Where the
  /// customer consents at the provider, asks how far they are.
  public Wallet link(Caller caller, WalletId id, Optional<Secret> otp) {
    var owned = owned(caller, id);
    if (isByConsent(owned.wallet().gateway())) {
      redirectLinks.poll(owned);
      return get(caller, id);
    }
    var linked =
        otpLinking.link(owned, otp.orElseThrow(() -> new Rejected(new Rejection.OtpMissing())));
    return balances
        .refreshed(linked)
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// Forgets the credentials, and ends the link at the provider where it can be ended there.
  public Wallet delink(Caller caller, WalletId id) {
    var owned = owned(caller, id);
    store.unlink(id, Optional.empty());
    owned.credentials().ifPresent(credentials -> revoke(owned, credentials));
    return get(caller, id);
  }

  /// Another mobile number means another account: the wallet becomes unlinked.
  public Wallet changeMobileNumber(Caller caller, WalletId id, String mobileNumber) {
    var owned = owned(caller, id);
    var customer = customers.find(caller, owned.wallet().customer().value());
    var country = customer.contact().mobileCountryCode();
    creation.refuseUnusable(owned.wallet().gateway(), country, mobileNumber);
    store.unlink(id, Optional.of(mobileNumber));
    owned.credentials().ifPresent(credentials -> revoke(owned, credentials));
    return get(caller, id);
  }

  /// Asks the provider for the balance. An unlinked wallet stays as it is.
  ///
  /// @throws Rejected when the provider refuses or cannot be reached
  public Wallet refresh(Caller caller, WalletId id) {
    return switch (balances.refresh(owned(caller, id))) {
      case BalanceRefresh.Result.Fresh(var wallet) -> wallet;
      case BalanceRefresh.Result.Ended _ -> get(caller, id);
      case BalanceRefresh.Result.Failed(var why) -> throw new Rejected(why);
    };
  }

  /// Asks the providers of all linked wallets at once; one that fails keeps its stored balance.
  public List<Wallet> refreshAll(MerchantId merchant, String customerKey) {
    var wallets =
        store
            .stored(merchant, customerKey)
            .orElseThrow(() -> new Rejected(new Rejection.UnknownCustomerOfBalances()));
    var linked = wallets.stream().filter(it -> it.wallet().isLinked()).toList();
    if (linked.isEmpty()) {
      return wallets.stream().map(StoredWallet::wallet).toList();
    }
    var customer = linked.getFirst().wallet().customer();
    var learnt = askAll(linked);
    return store.saveBalances(merchant, customer, learnt, clock.instant());
  }

  private List<WalletStore.Learnt> askAll(List<StoredWallet> wallets) {
    List<Callable<BalanceRefresh.Answer>> calls = new ArrayList<>();
    for (var wallet : wallets) {
      calls.add(() -> balances.ask(wallet));
    }
    List<WalletStore.Learnt> learnt = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : executor.invokeAll(calls)) {
        if (call.state() == Future.State.FAILED) {
          LOG.atError().setCause(call.exceptionNow()).log("a bug: a refresh failed");
        } else if (call.resultNow() instanceof BalanceRefresh.Answer.Told(var one)) {
          one.ifPresent(learnt::add);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return learnt;
  }

  private StoredWallet owned(Caller caller, WalletId id) {
    return store
        .find(caller.merchant(), id)
        .filter(found -> reaches(caller, found.wallet()))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private static boolean reaches(Caller caller, Wallet wallet) {
    return switch (caller) {
      case Caller.Merchant _ -> true;
      case Caller.Customer(_, var customer) -> customer.equals(wallet.customer());
    };
  }

  private void revoke(StoredWallet wallet, SealedCredentials credentials) {
    var opened = credentials.open(wallet.wallet().id(), keyRing);
    switch (providers.delink(wallet.target(providers), opened)) {
      case Delinking.Result.Done _ -> {}
      case Delinking.Result.Refused(var refusal) -> log(wallet, refusal.error().name());
      case Delinking.Result.Unavailable(var failure) -> log(wallet, failure.cause().name());
    }
  }

  private static void log(StoredWallet wallet, String cause) {
    LOG.atWarn()
        .addKeyValue("wallet", wallet.wallet().id().value())
        .addKeyValue("gateway", wallet.wallet().gateway().code())
        .addKeyValue("cause", cause)
        .log("delinked here, but the provider did not confirm");
  }
}
