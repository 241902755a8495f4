package org.batua.gateway.redirect;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.ReturnSignature;
import org.batua.gateway.topup.Topup;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.ReturnTarget;

/// The way back to the merchant, signed. Source: the wire contract, "Return to the merchant, and
/// its signature".
public final class ReturnLinks {
  private final Merchants merchants;
  private final ReturnUrls urls;

  public ReturnLinks(Merchants merchants) {
    this.merchants = merchants;
    this.urls = new ReturnUrls(merchants);
  }

  /// Where the customer of an order goes back to; empty when neither the order nor its merchant
  /// names a place that the merchant allows.
  public Optional<String> of(Order order) {
    return place(order).map(url -> url + "?" + signed(order));
  }

  /// As [#of(Order)], without what the browser brings there.
  Optional<URI> place(Order order) {
    var given = Optional.of(order.detail("return_url")).filter(url -> !url.isEmpty());
    return urls.target(order.merchant(), given);
  }

  /// Where the customer of a merchant's top-up goes back to.
  ///
  /// @param name the merchant's own id of it
  Optional<String> of(Topup topup, String name) {
    return place(topup).map(url -> url + "?" + signed(topup, name));
  }

  Optional<URI> place(Topup topup) {
    return urls.target(topup.merchant(), topup.returnUrl());
  }

  /// Where the customer of a linking by consent goes back to.
  Optional<String> of(RedirectLinks.LinkView link) {
    var given =
        link.back() instanceof ReturnTarget.ToMerchant(var url) ? url : Optional.<String>empty();
    return urls.target(link.merchant(), given).map(url -> url + "?" + signed(link));
  }

  private String signed(RedirectLinks.LinkView link) {
    var parameters = new TreeMap<String, String>();
    parameters.put("wallet_id", link.wallet().value());
    parameters.put("status", link.status().name());
    return signed(parameters, link.merchant());
  }

  private String signed(Order order) {
    var parameters = new TreeMap<String, String>();
    parameters.put("order_id", order.orderId());
    parameters.put("status", order.status().word());
    parameters.put("status_id", Integer.toString(order.status().id()));
    return signed(parameters, order.merchant());
  }

  private String signed(Topup topup, String name) {
    var parameters = new TreeMap<String, String>();
    parameters.put("topup_txn_id", name);
    parameters.put("wallet_id", topup.wallet().value());
    parameters.put("status", topup.status().word());
    return signed(parameters, topup.merchant());
  }

  private String signed(Map<String, String> parameters, MerchantId merchant) {
    return ReturnSignature.signedQuery(parameters, merchants.responseKey(merchant).orElseThrow());
  }
}
