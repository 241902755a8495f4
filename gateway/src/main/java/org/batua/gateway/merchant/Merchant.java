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
    Instant createdAt) {
  /// Whether real money may move for the merchant.
  public enum Purpose {
    DEVELOPMENT,
    LIVE
  }
}
