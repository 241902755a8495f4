package org.batua.gateway.checkout;

import org.batua.gateway.connector.Connector;

/// A provider whose wallets can be linked in the checkout, or on whose page the order can be paid.
///
/// @param isByConsent whether its wallets are linked on the provider's page
public record ProviderOption(String code, String name, boolean isByConsent) {
  static ProviderOption of(Connector connector) {
    return new ProviderOption(
        connector.gateway().code(), connector.name(), connector.redirectLinking().isPresent());
  }
}
