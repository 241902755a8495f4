package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.redirect.RedirectPaths;
import org.batua.gateway.redirect.SlowCalls;
import org.batua.gateway.wallet.RedirectLinks;

/// The steps of the checkout that link a wallet by consent: on to the provider, and the result.
/// They have a window of their own: providers do not allow their pages in frames, and a browser
/// that comes back into a window does not have the session there that it has in the frame.
public final class ConsentPages {
  private static final int RELOAD_SECONDS = 5;

  private final CheckoutPages pages;
  private final CheckoutLinking linking;
  private final SlowCalls slowCalls;
  private final Connectors connectors;

  public ConsentPages(
      CheckoutPages pages, CheckoutLinking linking, SlowCalls slowCalls, Connectors connectors) {
    this.pages = pages;
    this.linking = linking;
    this.slowCalls = slowCalls;
    this.connectors = connectors;
  }

  /// A wallet that is linked by consent, until it is.
  ///
  /// @param kind selects the texts: `go` before the provider's page, or a status
  /// @param start leads to the provider's page
  public record Consenting(CheckoutPlace place, String kind, String wallet, String start)
      implements CheckoutPage {}

  List<Route> routes() {
    var order = CheckoutPaths.WINDOW + "{order}";
    var consent = order + CheckoutPaths.CONSENT + "{token}";
    var linked = order + CheckoutPaths.LINKED + "{token}";
    return List.of(
        pages.page(Route.get(consent, Access.LINK, this::leave), Embedding.NONE),
        pages.page(Route.get(linked, Access.LINK, this::comeBack), Embedding.NONE));
  }

  private Answer leave(Request request) {
    var checkout = open(request, CheckoutPaths.CONSENT);
    var token = Secret.of(request.path("token"));
    return show(checkout, token, linking.consent(checkout, token), "go", PagePolicy.STRICT);
  }

  private Answer comeBack(Request request) {
    var checkout = open(request, CheckoutPaths.LINKED);
    var token = Secret.of(request.path("token"));
    var consent =
        slowCalls
            .within(() -> linking.askForConsent(checkout, token))
            .orElseGet(() -> linking.consent(checkout, token));
    var policy = PagePolicy.STRICT.refreshedAfter(RELOAD_SECONDS);
    return show(checkout, token, consent, RedirectLinks.Status.PENDING.name(), policy);
  }

  private Checkout open(Request request, String step) {
    return pages.open(request, Embedding.NONE, step + request.path("token"));
  }

  /// @param pending the kind and policy of the page while the customer has not decided
  private Answer show(
      Checkout checkout,
      Secret token,
      Optional<RedirectLinks.LinkView> consent,
      String pending,
      PagePolicy policy) {
    if (consent.isEmpty() || !checkout.isPayable()) {
      return pages.toWallets(checkout);
    }
    var status = consent.get().status();
    return switch (status) {
      case LINKED -> pages.toWallets(checkout);
      case PENDING -> show(checkout, token, pending, policy);
      case DECLINED, EXPIRED -> show(checkout, token, status.name(), PagePolicy.STRICT);
    };
  }

  private Answer show(Checkout checkout, Secret token, String kind, PagePolicy policy) {
    var wallet = linking.wallet(checkout).map(it -> connectors.name(it.gateway())).orElseThrow();
    var start = RedirectPaths.start(token);
    var model = new Consenting(pages.place(checkout), kind, wallet, start);
    return pages.show(checkout, 200, "consent", model, policy);
  }
}
