package org.batua.gateway.checkout;

import java.net.URI;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.ReturnSignature;

/// The way back to the merchant, signed. Source: the wire contract, "Return to the merchant, and
/// its signature".
public final class ReturnLinks {
  private final Merchants merchants;

  public ReturnLinks(Merchants merchants) {
    this.merchants = merchants;
  }

  /// Where the customer of an order goes back to; empty when neither the order nor its merchant
  /// names a place.
  public Optional<String> of(Order order) {
    return Optional.of(order.detail("return_url"))
        .filter(url -> !url.isEmpty())
        .or(() -> merchants.find(order.merchant()).flatMap(Merchant::returnUrl).map(URI::toString))
        .map(url -> url + "?" + signedQuery(order));
  }

  private String signedQuery(Order order) {
    var parameters = new TreeMap<String, String>();
    parameters.put("order_id", order.orderId());
    parameters.put("status", order.status().word());
    parameters.put("status_id", Integer.toString(order.status().id()));
    var key = merchants.responseKey(order.merchant()).orElseThrow();
    return ReturnSignature.signedQuery(parameters, key);
  }
}
