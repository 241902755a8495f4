package org.batua.gateway.checkout;

/// How the checkout is shown.
enum Embedding {
  NONE(CheckoutRoutes.WINDOW_PATH),
  MERCHANT("/merchant/ipay/");

  private final String path;

  Embedding(String path) {
    this.path = path;
  }

  /// Up to the order.
  String path() {
    return path;
  }
}
