package org.batua.gateway.wallet;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be done with the wallets of a customer.
public final class Wallets {
  private static final Logger LOG = LoggerFactory.getLogger(Wallets.class);
  private static final int DEVICE_ID_BYTES = 16;
  private static final String INDIA = "91";

  private final WalletStore store;
  private final Customers customers;
  private final ProviderAccounts accounts;
  private final Providers providers;
  private final LinkableGateways gateways;
  private final OtpLinking linkings;
  private final RedirectLinks consents;
  private final BalanceRefresh refreshing;
  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;

  public Wallets(
      WalletStore store,
      Customers customers,
      ProviderAccounts accounts,
      Providers providers,
      OtpLinking linkings,
      RedirectLinks consents,
      BalanceRefresh refreshing,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.customers = customers;
    this.accounts = accounts;
    this.providers = providers;
    this.gateways = new LinkableGateways(providers);
    this.linkings = linkings;
    this.consents = consents;
    this.refreshing = refreshing;
    this.keyRing = keyRing;
    this.ids = ids;
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

  /// What a request to create a wallet says.
  public record Creation(
      GatewayCode gateway, Optional<String> gatewayReferenceId, Optional<String> mobileNumber) {}

  /// Creates the wallet, or finds the one that the customer has for this gateway and reference.
  public Wallet create(Caller caller, String customerKey, Creation creation) {
    var customer = customers.find(caller, customerKey);
    var gateway = creation.gateway();
    gateways.way(gateway);
    var account =
        accounts.choose(caller.merchant(), gateway, creation.gatewayReferenceId()).account();
    var country = customer.contact().mobileCountryCode();
    creation.mobileNumber().ifPresent(text -> refuseUnusable(gateway, country, text));
    var fresh =
        new Wallet(
            ids.wallet(),
            customer.id(),
            account.id(),
            gateway,
            creation.gatewayReferenceId(),
            creation.mobileNumber(),
            Wallet.LinkStatus.UNLINKED,
            0,
            Optional.empty(),
            Optional.empty());
    store.insertIfNew(fresh, ids.hex(DEVICE_ID_BYTES), clock.instant());
    var existing = store.get(customer.id(), gateway, creation.gatewayReferenceId()).wallet();
    var number = creation.mobileNumber();
    if (number.isEmpty() || isSame(country, number, existing.mobileNumber())) {
      return existing;
    }
    if (existing.isLinked()) {
      throw new Rejected(
          new Rejection.InvalidField(
              "mobile_number", "the wallet is linked with another one; use command=update"));
    }
    store.unlink(existing.id(), number);
    return get(caller, existing.id());
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
    var page = linkings.authenticate(owned, back);
    return new Started(owned.wallet(), page);
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
      consents.poll(owned);
    } else {
      linkings.link(owned, otp.orElseThrow(() -> new Rejected(new Rejection.OtpMissing())));
      refreshing.refresh(owned(caller, id));
    }
    return get(caller, id);
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
    refuseUnusable(owned.wallet().gateway(), country, mobileNumber);
    store.unlink(id, Optional.of(mobileNumber));
    owned.credentials().ifPresent(credentials -> revoke(owned, credentials));
    return get(caller, id);
  }

  /// However it is written, one number is one account at the provider.
  private static boolean isSame(String country, Optional<String> one, Optional<String> other) {
    return one.flatMap(text -> MobileNumber.parse(country, text))
        .equals(other.flatMap(text -> MobileNumber.parse(country, text)));
  }

  /// A number is kept as it was given, but has to be one that the provider can have an account for.
  private void refuseUnusable(GatewayCode gateway, String country, String text) {
    var number =
        MobileNumber.parse(country, text).orElseThrow(() -> unusable(MobileNumber.EXPECTED));
    boolean isIndian = providers.connector(gateway).profile().currency().equals(Money.INR);
    if (isIndian && !number.countryCode().equals(INDIA)) {
      throw unusable("must be an Indian number for " + gateway);
    }
  }

  private static Rejected unusable(String reason) {
    return new Rejected(new Rejection.InvalidField("mobile_number", reason));
  }

  /// Asks the provider for the balance. An unlinked wallet stays as it is.
  ///
  /// @throws Rejected when the provider refuses or cannot be reached
  public Wallet refresh(Caller caller, WalletId id) {
    return switch (refreshing.refresh(owned(caller, id))) {
      case BalanceRefresh.Result.Fresh _, BalanceRefresh.Result.Ended _ -> get(caller, id);
      case BalanceRefresh.Result.Failed(var why) -> throw new Rejected(why);
    };
  }

  /// Asks the providers of all linked wallets at once; one that fails keeps its stored balance.
  public List<Wallet> refreshAll(MerchantId merchant, String customerKey) {
    var wallets =
        store
            .list(merchant, customerKey)
            .orElseThrow(() -> new Rejected(new Rejection.UnknownCustomerOfBalances()));
    if (wallets.stream().noneMatch(Wallet::isLinked)) {
      return wallets;
    }
    List<Callable<BalanceRefresh.Result>> calls = new ArrayList<>();
    for (var wallet : store.linkedOf(wallets.getFirst().customer())) {
      calls.add(() -> refreshing.refresh(wallet));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : executor.invokeAll(calls)) {
        if (call.state() == java.util.concurrent.Future.State.FAILED) {
          LOG.atError().setCause(call.exceptionNow()).log("a bug: a refresh failed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return store.list(merchant, customerKey).orElse(wallets);
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
