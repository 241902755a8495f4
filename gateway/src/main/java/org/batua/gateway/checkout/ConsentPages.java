package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.wallet.RedirectLinks;

/// The steps of the checkout that link a wallet by consent: on to the provider, and what became of
/// it. They have a window of their own: providers let nobody frame their pages, and a browser that
/// comes back into a window is not known there by what it is known by in a frame.
final class ConsentPages {
  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final String ON = "/consent/";
  private static final String BACK = "/linked/";

  private final Checkouts checkouts;
  private final Merchants merchants;
  private final PaymentOptions offers;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions visits;

  ConsentPages(
      Checkouts checkouts, Merchants merchants, PaymentOptions offers, CheckoutRoutes.Front front) {
    this.checkouts = checkouts;
    this.merchants = merchants;
    this.offers = offers;
    this.returns = new ReturnLinks(merchants);
    this.pages = front.pages();
    this.visits = front.visits();
  }

  /// Where a browser comes back to, without the token at the end.
  static String backPath(OrderRef order) {
    return CheckoutRoutes.WINDOW_PATH + order + BACK;
  }

  /// Where a consent that was begun goes on.
  static String onPath(OrderRef order, Secret token) {
    return CheckoutRoutes.WINDOW_PATH + order + ON + token.reveal();
  }

  List<Route> routes() {
    var order = CheckoutRoutes.WINDOW_PATH + "{order}";
    return List.of(
        Route.get(order + ON + "{token}", Access.OPEN, this::goOn).withRefusals(pages::refusal),
        Route.get(order + BACK + "{token}", Access.OPEN, this::comeBack)
            .withRefusals(pages::refusal));
  }

  private Answer goOn(Request request) {
    var here = open(request, ON);
    var token = Secret.of(request.path("token"));
    var consent = checkouts.consent(here, token, /* asks= */ false);
    return show(here, token, consent, "go", PagePolicy.STRICT);
  }

  private Answer comeBack(Request request) {
    var here = open(request, BACK);
    var token = Secret.of(request.path("token"));
    var consent = checkouts.consent(here, token, /* asks= */ true);
    var policy = PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS);
    return show(here, token, consent, RedirectLinks.Status.PENDING.name(), policy);
  }

  private Checkout open(Request request, String step) {
    var ref = CheckoutRoutes.ref(request);
    var path = CheckoutRoutes.WINDOW_PATH + ref + step + request.path("token");
    return checkouts.open(visits.of(request, path), ref);
  }

  /// @param pending the kind and policy of the page while the customer has not decided
  private Answer show(
      Checkout here,
      Secret token,
      Optional<RedirectLinks.Standing> consent,
      String pending,
      PagePolicy policy) {
    if (consent.isEmpty() || !here.isPayable()) {
      return toCheckout(here);
    }
    var status = consent.get().status();
    return switch (status) {
      case LINKED -> toCheckout(here);
      case PENDING -> page(here, token, pending, policy);
      case DECLINED, EXPIRED -> page(here, token, status.name(), PagePolicy.STRICT);
    };
  }

  private Answer page(Checkout here, Secret token, String kind, PagePolicy policy) {
    var order = here.order();
    var place =
        new CheckoutPages.Place(
            OrderSummary.of(order, merchants),
            CheckoutRoutes.WINDOW_PATH + order.ref(),
            returns.of(order),
            /* isFramed= */ false);
    var wallet = checkouts.linking(here).map(one -> offers.name(one.gateway())).orElseThrow();
    var start = LinkPages.START_PATH + token.reveal();
    var model = new CheckoutPages.Consenting(place, kind, wallet, start);
    return pages.show(here.visit(), 200, "consent", model, policy);
  }

  private static Answer toCheckout(Checkout here) {
    var target = CheckoutRoutes.WINDOW_PATH + here.walletsPath();
    return CheckoutRoutes.withCookies(here.visit(), Answer.seeOther(target));
  }
}
