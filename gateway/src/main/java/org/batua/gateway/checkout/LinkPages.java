package org.batua.gateway.checkout;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.ReturnSignature;
import org.batua.gateway.wallet.Consents;
import org.batua.gateway.wallet.Consents.Standing;
import org.batua.gateway.wallet.Consents.Status;

/// The way of a customer's browser through a linking by consent: to the provider, back to us, and
/// on to the merchant with a signed word about how it ended.
public final class LinkPages {
  private static final int VALUE_LENGTH_MAX = 4096;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private final Consents consents;
  private final Merchants merchants;

  public LinkPages(Consents consents, Merchants merchants) {
    this.consents = consents;
    this.merchants = merchants;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/wallets/link/start/{token}", Access.OPEN, this::start),
        // for providers that take an address of each linking's own, and for those that know one
        // only
        Route.get("/wallets/link/return/{token}", Access.OPEN, this::comeBack),
        Route.get("/wallets/link/return", Access.OPEN, this::comeBackWithState));
  }

  private Answer start(Request request) {
    var standing = consents.open(Secret.of(request.path("token")));
    return standing
        .flatMap(Standing::page)
        .map(page -> redirect(page.reveal()))
        .or(() -> standing.map(this::toMerchant))
        .orElseGet(LinkPages::unknown);
  }

  private Answer comeBack(Request request) {
    return comeBack(Secret.of(request.path("token")), request.params());
  }

  private Answer comeBackWithState(Request request) {
    return request
        .params()
        .secret("state", 128)
        .map(token -> comeBack(token, request.params()))
        .orElseGet(LinkPages::unknown);
  }

  private Answer comeBack(Secret token, Params params) {
    Map<String, String> parameters = new HashMap<>();
    for (var name : params.names()) {
      params.text(name, VALUE_LENGTH_MAX).ifPresent(value -> parameters.put(name, value));
    }
    return consents.comeBack(token, parameters).map(this::toMerchant).orElseGet(LinkPages::unknown);
  }

  private Answer toMerchant(Standing standing) {
    var target =
        standing
            .returnUrl()
            .or(
                () ->
                    merchants
                        .find(standing.merchant())
                        .flatMap(Merchant::returnUrl)
                        .map(URI::toString));
    if (target.isEmpty()) {
      return page(200, "Your wallet", words(standing.status()));
    }
    var parameters = new TreeMap<String, String>();
    parameters.put("wallet_id", standing.wallet().value());
    parameters.put("status", standing.status().name());
    var key = merchants.responseKey(standing.merchant()).orElseThrow();
    return redirect(target.get() + "?" + ReturnSignature.signedQuery(parameters, key));
  }

  private static String words(Status status) {
    return switch (status) {
      case LINKED -> "Your wallet is linked. Please go back to the shop.";
      case PENDING -> "Your wallet is being linked. Please go back to the shop.";
      case DECLINED -> "Your wallet was not linked. Please go back to the shop.";
      case EXPIRED -> "It took too long to link your wallet. Please start again in the shop.";
    };
  }

  private static Answer redirect(String url) {
    return Answer.redirect(url).with("Referrer-Policy", "no-referrer");
  }

  private static Answer unknown() {
    return page(404, "This link does not work", "It is not known, or a newer one has replaced it.");
  }

  private static Answer page(int status, String title, String text) {
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
    return new Answer(status, "text/html; charset=utf-8", html, HEADERS, "");
  }
}
