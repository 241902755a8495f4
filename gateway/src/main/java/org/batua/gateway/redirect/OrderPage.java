package org.batua.gateway.redirect;

import org.batua.gateway.page.Brand;
import org.batua.gateway.page.Branded;

/// The model of a page about one order.
interface OrderPage extends Branded {
  OrderSummary summary();

  @Override
  default Brand brand() {
    return summary().brand();
  }
}
