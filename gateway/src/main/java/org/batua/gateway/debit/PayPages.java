package org.batua.gateway.debit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Caller;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.order.ReturnSignature;

/// Where a customer's browser goes after a payment: on to the merchant once the outcome is known,
/// and until then to a page that says so. The pages that let a customer add money come later.
public final class PayPages {
  private static final Map<String, String> PAGE_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private final OrderStore store;
  private final Orders orders;
  private final Merchants merchants;

  public PayPages(OrderStore store, Orders orders, Merchants merchants) {
    this.store = store;
    this.orders = orders;
    this.merchants = merchants;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/pay/finish/{merchant}/{txn}", Access.OPEN, this::finish),
        Route.get("/pay/start/{merchant}/{txn}", Access.OPEN, this::start));
  }

  private Answer finish(Request request) {
    var view = view(request);
    return switch (view.order().status()) {
      case CHARGED, FAILED, NOT_SENT -> backToMerchant(view);
      case NEW, AUTHORIZING -> beingChecked();
      // back from the provider's page, which may tell us the outcome in a moment
      case PENDING_CUSTOMER -> customerUrl(view).isEmpty() ? addMoney() : beingChecked();
    };
  }

  private static String customerUrl(OrderView view) {
    return view.txn().map(OrderView.Txn::customerUrl).orElse("");
  }

  private static Answer beingChecked() {
    return page("Your payment is being checked", "This page looks again by itself.")
        .with("Refresh", "5");
  }

  private Answer start(Request request) {
    var view = view(request);
    var url = customerUrl(view);
    if (!url.isEmpty()) {
      return Answer.redirect(url);
    }
    return switch (view.order().status()) {
      case PENDING_CUSTOMER -> addMoney();
      case NEW, AUTHORIZING, CHARGED, FAILED, NOT_SENT -> finish(request);
    };
  }

  private static Answer addMoney() {
    return page(
        "Your wallet's balance is too low",
        "Please add money in your wallet's own app, then pay again from the shop.");
  }

  /// The order of a txn, after asking the provider if its outcome is open.
  private OrderView view(Request request) {
    var merchant =
        Optional.of(request.path("merchant")).filter(MerchantId::isForm).map(MerchantId::new);
    return merchant
        .flatMap(known -> store.orderIdOfTxn(known, request.path("txn")))
        .map(order -> orders.status(new Caller.Merchant(merchant.orElseThrow()), order))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer backToMerchant(OrderView view) {
    var order = view.order();
    var target =
        Optional.of(order.detail("return_url"))
            .filter(url -> !url.isEmpty())
            .or(
                () ->
                    merchants
                        .find(order.merchant())
                        .flatMap(Merchant::returnUrl)
                        .map(URI::toString));
    if (target.isEmpty()) {
      return page("Your payment has ended", "Please go back to the shop.");
    }
    var parameters = new TreeMap<String, String>();
    parameters.put("order_id", order.orderId());
    parameters.put("status", order.status().word());
    parameters.put("status_id", Integer.toString(order.status().id()));
    var key = merchants.responseKey(order.merchant()).orElseThrow();
    return Answer.redirect(target.get() + "?" + ReturnSignature.signedQuery(parameters, key));
  }

  private static Answer page(String title, String text) {
    var html =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title></head>
        <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
        </html>
        """
            .formatted(title, text);
    return new Answer(200, "text/html; charset=utf-8", html, PAGE_HEADERS, "");
  }
}
