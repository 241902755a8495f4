package org.batua.gateway.redirect;

import java.util.List;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.Branded;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.RedirectLinks.LinkView;
import org.batua.gateway.wallet.ReturnTarget;

/// The way of a customer's browser through a linking by consent: to the provider, back to us, and
/// on to the merchant with a signed word about how it ended, or to the checkout that it came from.
public final class LinkPages {

  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final String RETURN = "/wallets/link/return/";
  private static final String RESULT = "/wallets/link/result/";

  private final RedirectLinks links;
  private final CustomerCheckout checkout;
  private final Shops shops;
  private final Connectors connectors;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions sessions;
  private final SlowCalls slowCalls;

  public LinkPages(RedirectLinks links, CustomerCheckout checkout, PageServices services) {
    this.links = links;
    this.checkout = checkout;
    this.shops = services.shops();
    this.connectors = services.connectors();
    this.returns = services.returns();
    this.pages = services.pages();
    this.sessions = services.sessions();
    this.slowCalls = services.slowCalls();
  }

  /// A linking, with nowhere to go back to.
  ///
  /// @param kind its status, or `ELSEWHERE` in a browser that did not begin it
  /// @param brand of the shop; none for who may not know it
  public record Linked(String kind, Brand brand) implements Branded {}

  /// A linking whose provider is slow to tell how it ended.
  ///
  /// @param wallet its name as people know it
  public record Linking(String wallet, Brand brand) implements Branded {}

  public List<Route> routes() {
    return List.of(
        page(Route.get(RedirectPaths.LINK_START + "{token}", Access.LINK, this::start)),
        // for providers that take an address of each linking's own, and for those that know one
        // only
        page(Route.get(RETURN + "{token}", Access.LINK, this::comeBack)),
        page(Route.get("/wallets/link/return", Access.LINK, this::comeBackWithState)),
        page(Route.get(RESULT + "{token}", Access.LINK, this::result)));
  }

  private Route page(Route route) {
    return route.withRefusals(pages::refusal);
  }

  private Answer start(Request request) {
    var token = Secret.of(request.path("token"));
    var page = sessions.of(request, RedirectPaths.LINK_START + token.reveal());
    var link = links.open(token).orElseThrow(LinkPages::unknown);
    return link.page()
        .map(target -> pages.leave(page, target.reveal()))
        .orElseGet(() -> goBack(page, token, link));
  }

  private Answer comeBack(Request request) {
    return comeBack(request, Secret.of(request.path("token")));
  }

  private Answer comeBackWithState(Request request) {
    return comeBack(request, request.params().secret("state", 128).orElseThrow(LinkPages::unknown));
  }

  private Answer comeBack(Request request, Secret token) {
    var page = sessions.of(request, RETURN + token.reveal());
    var begun = links.open(token).orElseThrow(LinkPages::unknown);
    if (begun.back() instanceof ReturnTarget.ToPage && !checkout.isLinking(page, begun.wallet())) {
      // or else somebody could have another person link a wallet for them
      return pages.show(page, "linked", new Linked("ELSEWHERE", Brand.NONE));
    }
    var parameters = ReturnParameters.of(request);
    var link =
        slowCalls
            .within(() -> links.comeBack(token, parameters))
            .orElseGet(() -> links.open(token))
            .orElseThrow(LinkPages::unknown);
    return isAwaited(link) ? pages.leave(page, RESULT + token.reveal()) : goBack(page, token, link);
  }

  /// The checkout has a page of its own for a linking whose provider is slow.
  private static boolean isAwaited(LinkView link) {
    return link.isAsked() && link.back() instanceof ReturnTarget.ToMerchant;
  }

  /// Asks nothing: the question of the way back is under way, and lasts no longer than its lease.
  private Answer result(Request request) {
    var token = Secret.of(request.path("token"));
    var page = sessions.of(request, RESULT + token.reveal());
    var link = links.open(token).orElseThrow(LinkPages::unknown);
    if (!isAwaited(link)) {
      return goBack(page, token, link);
    }
    return page.isScript()
        ? pages.nothingNew()
        : pages.show(
            page,
            200,
            "linking",
            new Linking(connectors.name(link.gateway()), shops.brand(link.merchant())),
            PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  private Answer goBack(PageRequest page, Secret token, LinkView link) {
    return switch (link.back()) {
      case ReturnTarget.ToMerchant _ -> toMerchant(page, link);
      case ReturnTarget.ToPage(var path) -> pages.leave(page, path + token.reveal());
    };
  }

  private Answer toMerchant(PageRequest page, LinkView link) {
    var target = returns.of(link);
    if (target.isPresent()) {
      return pages.leave(page, target.get());
    }
    var shop = shops.brand(link.merchant());
    return pages.show(page, "linked", new Linked(link.status().name(), shop));
  }

  /// A link that was never given out, or that a newer one has replaced.
  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownLink());
  }
}
