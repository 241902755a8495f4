package org.batua.gateway.merchant;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;

/// Somebody who accepts payments through this server.
///
/// @param returnUrl where customers are sent when a request names no other place
public record Merchant(
    MerchantId id, String name, Purpose purpose, Optional<URI> returnUrl, Instant createdAt) {
  /// Whether real money may move for the merchant.
  public enum Purpose {
    DEVELOPMENT,
    LIVE
  }
}
