package org.batua.gateway.checkout;

import java.util.List;
import java.util.regex.Pattern;
import org.batua.gateway.base.MerchantId;

/// The origins that may show a merchant's checkout in a frame.
public final class FrameOrigins {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(?::[0-9]{1,5})?");

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
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "origin: " + origin + " (expected: as https://shop.example, in lower case)");
      }
    }
    store.replaceFrameOrigins(merchant, origins);
  }
}
