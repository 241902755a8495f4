package org.batua.gateway.wiring;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.http.Authentication;
import org.batua.gateway.http.Caller;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.KeyGrant;
import org.batua.gateway.http.Params;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.Merchants;

/// Recognises callers by what the features know of keys and tokens; those of a disabled merchant
/// are nobody's.
record KeysAndTokens(
    Guesses guesses,
    ApiKeys keys,
    ClientTokens tokens,
    MessageKeys messageKeys,
    Merchants merchants,
    MerchantSettings settings)
    implements Authentication {
  @Override
  public boolean allowsOrigin(MerchantId merchant, String origin) {
    return merchants.clients(merchant).origins().contains(origin);
  }

  @Override
  public boolean allowsOrigin(String origin) {
    return merchants.isListed(origin);
  }

  @Override
  public Optional<KeyGrant> grantOf(Secret apiKey) {
    var grant = keys.grantOf(apiKey);
    grant.map(KeyGrant::merchant).ifPresent(this::refuseDisabled);
    return grant;
  }

  @Override
  public Optional<MerchantId> signerOf(Params call) {
    return messageKeys.signerOf(call).filter(merchant -> !settings.isDisabled(merchant));
  }

  @Override
  public boolean isWorkingKey(Secret apiKey) {
    return keys.isWorking(apiKey);
  }

  @Override
  public Optional<Caller.Customer> customerOf(Secret clientAuthToken) {
    var customer = tokens.use(clientAuthToken);
    customer.map(Caller.Customer::merchant).ifPresent(this::refuseDisabled);
    return customer;
  }

  /// A merchant may be enabled again, so that this is no wrong key.
  private void refuseDisabled(MerchantId merchant) {
    if (settings.isDisabled(merchant)) {
      throw new Rejected(new Rejection.Unauthenticated());
    }
  }
}
