package org.batua.gateway.merchant;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;

/// A business that accepts payments through this server.
///
/// @param returnUrl where customers are sent when a request names no other place
/// @param returnHosts the only hosts that customers are sent to, in lower case; empty for any host
public record Merchant(
    MerchantId id,
    String name,
    Purpose purpose,
    Optional<URI> returnUrl,
    Set<String> returnHosts,
    Clients clients,
    Instant createdAt) {
  /// What the merchant's client programs need.
  ///
  /// @param origins the sites whose pages may call the API with a client token
  /// @param walletDetails whether wallets show their details also to clients that send no version
  public record Clients(Set<String> origins, boolean walletDetails) {
    static final Clients USUAL = new Clients(Set.of(), /* walletDetails= */ false);

    public Clients {
      origins = Set.copyOf(origins);
    }
  }

  /// Whether real money may move for the merchant.
  public enum Purpose {
    DEVELOPMENT,
    LIVE
  }
}
