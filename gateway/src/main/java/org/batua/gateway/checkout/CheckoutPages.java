package org.batua.gateway.checkout;

import java.util.List;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.ErrorTexts;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.Pages;
import org.batua.gateway.redirect.OrderSummary;
import org.batua.gateway.redirect.PageServices;

/// What the pages of the checkout have in common: opens the checkout that a request is about, and
/// renders its pages with the policy of its embedding.
public final class CheckoutPages {
  private final Checkouts checkouts;
  private final FrameOrigins frameOrigins;
  private final PageServices services;
  private final Pages pages;
  private final BrowserSessions sessions;

  public CheckoutPages(Checkouts checkouts, FrameOrigins frameOrigins, PageServices services) {
    this.checkouts = checkouts;
    this.frameOrigins = frameOrigins;
    this.services = services;
    this.pages = services.pages();
    this.sessions = services.sessions();
  }

  /// A page whose refusals are pages too.
  Route page(Route route) {
    return route.withRefusals(pages::refusal);
  }

  /// @param step the page's path below the checkout's
  Checkout open(Request request, Embedding embedding, String step) {
    var ref = CheckoutPaths.order(request);
    var path = CheckoutPaths.of(embedding) + ref + step;
    return checkouts.open(sessions.of(request, path, embedding), embedding, ref);
  }

  /// As [#open], for a form that a browser sent.
  Checkout openForm(Request request, Embedding embedding, String step) {
    var ref = CheckoutPaths.order(request);
    var path = CheckoutPaths.of(embedding) + ref + step;
    return checkouts.open(sessions.ofForm(request, path, embedding), embedding, ref);
  }

  Answer show(Checkout checkout, String template, Object model) {
    return show(checkout, 200, template, model, policy(checkout));
  }

  Answer show(Checkout checkout, int status, String template, Object model, PagePolicy policy) {
    return pages.show(checkout.page(), status, template, model, policy);
  }

  PagePolicy policy(Checkout checkout) {
    var origins = checkout.isFramed() ? frameOrigins.of(checkout.merchant()) : List.<String>of();
    return new PagePolicy(List.of(), origins, 0);
  }

  Answer toCheckout(Checkout checkout) {
    return to(checkout, checkout.path());
  }

  Answer toWallets(Checkout checkout) {
    return to(checkout, checkout.walletsPath());
  }

  Answer to(Checkout checkout, String path) {
    return pages.seeOther(checkout.page(), path);
  }

  CheckoutPlace place(Checkout checkout) {
    return new CheckoutPlace(
        summary(checkout),
        checkout.path(),
        services.returns().of(checkout.order()),
        checkout.isFramed());
  }

  OrderSummary summary(Checkout checkout) {
    return OrderSummary.of(checkout.order(), services.merchants());
  }

  /// Why a step was refused, in words for the customer.
  ///
  /// @throws Rejected when the customer cannot correct it
  String problem(Checkout checkout, Rejected refused) {
    return ErrorTexts.say(pages.texts(checkout.page().language()), refused.rejection())
        .orElseThrow(() -> refused);
  }

  /// What became of the last attempt to pay; empty when it paid, or when there was none.
  String notice(Checkout checkout) {
    var texts = pages.texts(checkout.page().language());
    if (checkout.isShortOfMoney()) {
      return texts.say("notice.short", walletName(checkout));
    }
    return checkout.order().status() == OrderStatus.NEW ? "" : texts.say("notice.not_paid");
  }

  /// The wallet of the latest payment, by its provider's name; empty without a payment.
  String walletName(Checkout checkout) {
    return checkout.view().payment().map(it -> services.connectors().name(it.gateway())).orElse("");
  }
}
