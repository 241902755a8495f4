package org.batua.gateway.checkout;

import org.batua.gateway.page.Brand;
import org.batua.gateway.page.Branded;

/// The model of a page of the checkout.
interface CheckoutPage extends Branded {
  CheckoutPlace place();

  @Override
  default Brand brand() {
    return place().summary().brand();
  }
}
