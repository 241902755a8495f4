package org.batua.gateway.checkout;

import java.util.List;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WebAddress;

/// The origins that may show a merchant's checkout in a frame.
public final class FrameOrigins {
  private final CheckoutStore store;

  public FrameOrigins(CheckoutStore store) {
    this.store = store;
  }

  public List<String> of(MerchantId merchant) {
    return store.frameOrigins(merchant);
  }

  /// Replaces a merchant's origins.
  ///
  /// @throws IllegalArgumentException for text that is not an origin
  public void replace(MerchantId merchant, List<String> origins) {
    for (var origin : origins) {
      if (!WebAddress.isOrigin(origin)) {
        throw new IllegalArgumentException(
            "origin: " + WebAddress.shown(origin) + " (expected: " + WebAddress.ORIGIN + ")");
      }
    }
    store.replaceFrameOrigins(merchant, origins);
  }
}
