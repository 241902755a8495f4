package org.batua.gateway.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.Pages;

/// The hosted checkout: the pages behind an order's payment links.
///
/// Every form answers with a redirect to a page that shows the current state, so that going back
/// and sending again is harmless.
public final class CheckoutRoutes {
  private static final int TOKEN_LENGTH_MAX = 128;

  private final CheckoutPages checkoutPages;
  private final CheckoutEntry entry;
  private final OutcomePages outcomes;
  private final WalletPages wallets;
  private final LinkingPages linking;
  private final ConsentPages consents;
  private final Pages pages;
  private final BrowserSessions sessions;

  public CheckoutRoutes(
      CheckoutPages checkoutPages,
      CheckoutEntry entry,
      OutcomePages outcomes,
      WalletPages wallets,
      LinkingPages linking,
      ConsentPages consents,
      Pages pages,
      BrowserSessions sessions) {
    this.checkoutPages = checkoutPages;
    this.entry = entry;
    this.outcomes = outcomes;
    this.wallets = wallets;
    this.linking = linking;
    this.consents = consents;
    this.pages = pages;
    this.sessions = sessions;
  }

  /// A step of the checkout, in a window or in a frame.
  @FunctionalInterface
  private interface Step {
    Answer answer(Request request, Embedding embedding);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(consents.routes());
    routes.add(
        Route.get(CheckoutPaths.START + "{token}", Access.LINK, this::start)
            .withRefusals(pages::refusal));
    for (var embedding : Embedding.values()) {
      routes.addAll(routes(embedding));
    }
    return routes;
  }

  private List<Route> routes(Embedding embedding) {
    var path = CheckoutPaths.of(embedding) + "{order}";
    return List.of(
        get(path, embedding, this::show),
        post(path, embedding, this::signIn),
        get(path + "/wallets", embedding, wallets::wallets),
        get(path + "/wallet", embedding, linking::newWallet),
        post(path + "/wallet", embedding, linking::sendOtp),
        get(path + "/otp", embedding, linking::otp),
        post(path + "/otp", embedding, linking::link),
        post(path + "/resend", embedding, linking::resend),
        post(path + "/pay", embedding, wallets::pay),
        post(path + "/forget", embedding, wallets::forget));
  }

  private Route get(String path, Embedding embedding, Step step) {
    var route = Route.get(path, Access.LINK, in(embedding, step)).compressibleToStrangers();
    return checkoutPages.page(route, embedding);
  }

  private Route post(String path, Embedding embedding, Step step) {
    return checkoutPages.page(Route.post(path, Access.LINK, in(embedding, step)), embedding);
  }

  private static Endpoint in(Embedding embedding, Step step) {
    return request -> step.answer(request, embedding);
  }

  private Answer start(Request request) {
    var page = sessions.of(request, "");
    var order = entry.start(page, Secret.of(request.path("token")));
    return pages.seeOther(
        page,
        Optional.of(order)
            .flatMap(it -> checkoutPages.waitingPayment(it, CheckoutPaths.then(request)))
            .orElseGet(() -> CheckoutPaths.window(order)));
  }

  /// A client token that another site makes a browser bring waits for the customer's press of a
  /// button: or else a site could make its visitors act for an account of the site's choice. No
  /// session is begun before that, since its cookie would take the place of one that the browser
  /// has. Who chooses another language there is asked again in it.
  private Answer signIn(Request request, Embedding embedding) {
    var ref = CheckoutPaths.order(request);
    var path = CheckoutPaths.of(embedding) + ref;
    var token =
        request
            .params()
            .secret("client_auth_token", TOKEN_LENGTH_MAX)
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    if (request.browser().isCrossSite() || sessions.chosen(request).isPresent()) {
      return outcomes.signIn(sessions.passing(request, path, embedding), embedding, ref, token);
    }
    var page = sessions.of(request, path, embedding);
    entry.signIn(page, request.peer().address(), ref, token);
    return pages.seeOther(page, path);
  }

  private Answer show(Request request, Embedding embedding) {
    var checkout = checkoutPages.open(request, embedding, "");
    return switch (checkout.order().status()) {
      case CHARGED -> outcomes.paid(checkout);
      case AUTHORIZING -> outcomes.waiting(checkout);
      case PENDING_CUSTOMER ->
          checkout.chosenGateway().isPresent()
              ? open(request, checkout)
              : outcomes.customerNeeded(checkout, CheckoutPaths.then(request));
      case NEW, FAILED, NOT_SENT -> open(request, checkout);
    };
  }

  private Answer open(Request request, Checkout checkout) {
    return checkout.isExpired() ? outcomes.expired(checkout) : linking.show(request, checkout);
  }
}
