package org.batua.gateway.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;

/// Whose an API key is, what it may do, and from where.
///
/// @param scopes empty for everything
/// @param networks empty for anywhere
public record KeyGrant(
    MerchantId merchant, Optional<Set<KeyScope>> scopes, List<TrustedProxies.Network> networks) {
  public KeyGrant {
    scopes = scopes.map(Set::copyOf);
    networks = List.copyOf(networks);
  }

  boolean permits(Route route) {
    return scopes.map(it -> it.contains(KeyScope.of(route.method(), route.path()))).orElse(true);
  }

  /// @param client empty when the address is not known
  boolean permits(Optional<InetAddress> client) {
    return networks.isEmpty()
        || client.filter(it -> networks.stream().anyMatch(one -> one.contains(it))).isPresent();
  }
}
