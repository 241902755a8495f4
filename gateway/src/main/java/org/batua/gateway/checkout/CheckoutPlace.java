package org.batua.gateway.checkout;

import java.util.Optional;
import org.batua.gateway.redirect.OrderSummary;

/// What all pages of the checkout show.
///
/// @param path of the checkout; its steps are below it
/// @param back signed, to the merchant; empty where none is known
/// @param isFramed whether the page is in a frame of the merchant's page
public record CheckoutPlace(
    OrderSummary summary, String path, Optional<String> back, boolean isFramed) {
  /// Where links out of the checkout open.
  public String target() {
    return isFramed ? "_top" : "_self";
  }
}
