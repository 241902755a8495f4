package org.batua.gateway.wallet;

import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.Providers;

/// Creates wallets, which are unlinked at first.
public final class WalletCreation {
  private static final int DEVICE_ID_BYTES = 16;
  private static final String INDIA = "91";

  private final WalletStore store;
  private final Customers customers;
  private final ProviderAccounts accounts;
  private final Providers providers;
  private final LinkableGateways gateways;
  private final Ids ids;
  private final InstantSource clock;

  public WalletCreation(
      WalletStore store,
      Customers customers,
      ProviderAccounts accounts,
      Providers providers,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.customers = customers;
    this.accounts = accounts;
    this.providers = providers;
    this.gateways = new LinkableGateways(providers);
    this.ids = ids;
    this.clock = clock;
  }

  /// What a request to create a wallet says.
  public record Request(
      GatewayCode gateway, Optional<String> gatewayReferenceId, Optional<String> mobileNumber) {}

  /// Creates the wallet, or finds the one that the customer has for this gateway and reference.
  StoredWallet create(Caller caller, String customerKey, Request request) {
    var customer = customers.find(caller, customerKey);
    var gateway = request.gateway();
    gateways.way(gateway);
    var account =
        accounts.choose(caller.merchant(), gateway, request.gatewayReferenceId()).account();
    var country = customer.contact().mobileCountryCode();
    request.mobileNumber().ifPresent(text -> refuseUnusable(gateway, country, text));
    var fresh =
        new Wallet(
            ids.wallet(),
            customer.id(),
            account.id(),
            gateway,
            request.gatewayReferenceId(),
            request.mobileNumber(),
            Wallet.LinkStatus.UNLINKED,
            0,
            Optional.empty(),
            Optional.empty());
    var existing = store.findOrAdd(fresh, ids.hex(DEVICE_ID_BYTES), clock.instant());
    var number = request.mobileNumber();
    if (number.isEmpty() || isSame(country, number, existing.wallet().mobileNumber())) {
      return existing;
    }
    if (existing.wallet().isLinked()) {
      throw new Rejected(
          new Rejection.InvalidField(
              "mobile_number", "the wallet is linked with another one; use command=update"));
    }
    store.unlink(existing.wallet().id(), number);
    return store
        .find(caller.merchant(), existing.wallet().id())
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  /// However it is written, one number is one account at the provider.
  private static boolean isSame(String country, Optional<String> one, Optional<String> other) {
    return one.flatMap(text -> MobileNumber.parse(country, text))
        .equals(other.flatMap(text -> MobileNumber.parse(country, text)));
  }

  /// A number is kept as it was given, but has to be one that the provider can have an account for.
  void refuseUnusable(GatewayCode gateway, String country, String text) {
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
}
