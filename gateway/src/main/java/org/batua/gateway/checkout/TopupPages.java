package org.batua.gateway.checkout;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.connector.HostedPage;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.order.ReturnSignature;
import org.batua.gateway.topup.Topup;
import org.batua.gateway.topup.TopupVisits;

/// The customer's way to a top-up at the provider, and back to the merchant.
public final class TopupPages {
  private static final int PARAMETER_LENGTH_MAX = 2048;
  private static final String RESULT_PATH = "/wallets/topup/result/";
  private static final String LOOK_AGAIN_SECONDS = "5";

  private final TopupVisits visits;
  private final Merchants merchants;
  private final ReturnUrls returnUrls;

  public TopupPages(TopupVisits visits, Merchants merchants, ReturnUrls returnUrls) {
    this.visits = visits;
    this.merchants = merchants;
    this.returnUrls = returnUrls;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/wallets/topup/start/{topup}", Access.OPEN, this::start),
        Route.get(TopupVisits.RETURN_PATH + "{topup}", Access.OPEN, this::comeBack),
        Route.post(TopupVisits.RETURN_PATH + "{topup}", Access.OPEN, this::comeBack),
        Route.get(RESULT_PATH + "{topup}", Access.OPEN, this::result));
  }

  private Answer start(Request request) {
    return switch (visits.open(request.path("topup"))) {
      case TopupVisits.Opened.Page(var topup, var provider, var page) ->
          toProvider(topup, provider, page);
      case TopupVisits.Opened.Over(var topup) -> goOn(topup);
      case TopupVisits.Opened.Expired _ ->
          PlainPage.page(410, "This link has expired", "Please go back to the shop.");
      case TopupVisits.Opened.Unavailable _ ->
          PlainPage.page(
              503, "The wallet's provider cannot be reached", "Please try again in a moment.");
    };
  }

  private Answer toProvider(Topup topup, String provider, HostedPage page) {
    return switch (page) {
      case HostedPage.Link(var url) -> Answer.redirect(url.toString());
      case HostedPage.Form(var url, var fields) -> {
        List<URI> targets = new ArrayList<>(List.of(url));
        returnUrls.target(topup.merchant(), topup.returnUrl()).ifPresent(targets::add);
        var form = new PlainPage.Form(url.toString(), fields, "Continue to " + provider);
        yield PlainPage.forms(
            "Add money to your wallet",
            "You are about to add " + topup.amount() + " on the page of " + provider + ".",
            List.of(form),
            targets);
      }
    };
  }

  private Answer comeBack(Request request) {
    Map<String, String> parameters = new HashMap<>();
    for (var name : request.params().names()) {
      request
          .params()
          .text(name, PARAMETER_LENGTH_MAX)
          .ifPresent(value -> parameters.put(name, value));
    }
    return switch (visits.comeBack(request.path("topup"), parameters)) {
      case TopupVisits.Returned.Asked(var topup) -> goOn(topup);
      case TopupVisits.Returned.Forged(var topup) ->
          PlainPage.link(
              400,
              "This answer is not from the wallet's provider",
              "Nothing was believed of it. The provider itself is asked how your top-up ended.",
              RESULT_PATH + topup.id(),
              "See how it ended");
    };
  }

  private Answer result(Request request) {
    return goOn(visits.ask(request.path("topup")));
  }

  /// To the merchant once it is known how it ended, and until then a page that looks again.
  private Answer goOn(Topup topup) {
    return switch (topup.status()) {
      case NEW, OPENED, NEEDS_PERSON ->
          PlainPage.link(
                  200,
                  "Your top-up is being checked",
                  "This page looks again by itself.",
                  RESULT_PATH + topup.id(),
                  "Look now")
              .with("Refresh", LOOK_AGAIN_SECONDS + "; url=" + RESULT_PATH + topup.id());
      case SUCCEEDED -> over(topup, "Money was added to your wallet");
      case ABANDONED, FAILED -> over(topup, "No money was added to your wallet");
    };
  }

  private Answer over(Topup topup, String title) {
    var target = returnUrls.target(topup.merchant(), topup.returnUrl());
    if (!(topup.owner() instanceof Topup.Owner.Request(var name)) || target.isEmpty()) {
      return PlainPage.page(200, title, "Please go back to the shop.");
    }
    var parameters = new TreeMap<String, String>();
    parameters.put("topup_txn_id", name);
    parameters.put("wallet_id", topup.wallet().value());
    parameters.put("status", topup.status().word());
    var key = merchants.responseKey(topup.merchant()).orElseThrow();
    return Answer.redirect(target.get() + "?" + ReturnSignature.signedQuery(parameters, key));
  }
}
