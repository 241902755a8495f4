package org.batua.gateway.checkout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.RedirectLinks.Standing;
import org.batua.gateway.wallet.ReturnTarget;

/// The way of a customer's browser through a linking by consent: to the provider, back to us, and
/// on to the merchant with a signed word about how it ended, or to the checkout that it came from.
public final class LinkPages {
  static final String START_PATH = "/wallets/link/start/";
  private static final int VALUE_LENGTH_MAX = 4096;

  private final RedirectLinks consents;
  private final Checkouts checkouts;
  private final Merchants merchants;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions visits;

  public LinkPages(
      RedirectLinks consents,
      Checkouts checkouts,
      Merchants merchants,
      CheckoutRoutes.Front front) {
    this.consents = consents;
    this.checkouts = checkouts;
    this.merchants = merchants;
    this.returns = new ReturnLinks(merchants);
    this.pages = front.pages();
    this.visits = front.visits();
  }

  /// A linking, with nowhere to go back to.
  ///
  /// @param kind its status, or `ELSEWHERE` in a browser that did not begin it
  /// @param shop its name; empty for who may not know it
  public record Linked(String kind, String shop) {
    public String monogram() {
      return WalletMark.of(shop);
    }
  }

  public List<Route> routes() {
    return List.of(
        page(Route.get(START_PATH + "{token}", Access.OPEN, this::start)),
        // for providers that take an address of each linking's own, and for those that know one
        // only
        page(Route.get("/wallets/link/return/{token}", Access.OPEN, this::comeBack)),
        page(Route.get("/wallets/link/return", Access.OPEN, this::comeBackWithState)));
  }

  private Route page(Route route) {
    return route.withRefusals(pages::refusal);
  }

  private Answer start(Request request) {
    var visit = visits.of(request, "");
    var token = Secret.of(request.path("token"));
    var standing = consents.open(token).orElseThrow(LinkPages::unknown);
    return standing
        .page()
        .map(page -> pages.leave(visit, page.reveal()))
        .orElseGet(() -> goBack(visit, token, standing));
  }

  private Answer comeBack(Request request) {
    return comeBack(request, Secret.of(request.path("token")));
  }

  private Answer comeBackWithState(Request request) {
    return comeBack(request, request.params().secret("state", 128).orElseThrow(LinkPages::unknown));
  }

  private Answer comeBack(Request request, Secret token) {
    var visit = visits.of(request, "");
    var begun = consents.open(token).orElseThrow(LinkPages::unknown);
    if (begun.back() instanceof ReturnTarget.ToPage
        && !checkouts.isWaiting(visit, begun.wallet())) {
      // or else somebody could have another person link a wallet for them
      return pages.show(visit, "linked", new Linked("ELSEWHERE", ""));
    }
    var params = request.params();
    Map<String, String> parameters = new HashMap<>();
    for (var name : params.names()) {
      params.text(name, VALUE_LENGTH_MAX).ifPresent(value -> parameters.put(name, value));
    }
    var standing = consents.comeBack(token, parameters).orElseThrow(LinkPages::unknown);
    return goBack(visit, token, standing);
  }

  private Answer goBack(PageRequest visit, Secret token, Standing standing) {
    return switch (standing.back()) {
      case ReturnTarget.ToMerchant _ -> toMerchant(visit, standing);
      case ReturnTarget.ToPage(var path) -> pages.leave(visit, path + token.reveal());
    };
  }

  private Answer toMerchant(PageRequest visit, Standing standing) {
    var target = returns.of(standing);
    if (target.isPresent()) {
      return pages.leave(visit, target.get());
    }
    var shop = merchants.find(standing.merchant()).map(Merchant::name).orElse("");
    return pages.show(visit, "linked", new Linked(standing.status().name(), shop));
  }

  /// A link that nobody gave out, or that a newer one has replaced.
  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }
}
