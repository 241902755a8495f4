package org.batua.gateway.wiring;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.http.Authentication;
import org.batua.gateway.http.Caller;
import org.batua.gateway.merchant.ApiKeys;

/// Recognises callers by what the features know of keys and tokens.
record KeysAndTokens(ApiKeys keys, ClientTokens tokens) implements Authentication {
  @Override
  public Optional<MerchantId> merchantOf(Secret apiKey) {
    return keys.merchantOf(apiKey);
  }

  @Override
  public boolean isWorkingKey(Secret apiKey) {
    return keys.isWorking(apiKey);
  }

  @Override
  public Caller.Customer customerOf(Secret clientAuthToken) {
    return tokens.use(clientAuthToken);
  }
}
