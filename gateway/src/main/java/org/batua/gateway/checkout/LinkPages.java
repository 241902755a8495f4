package org.batua.gateway.checkout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.wallet.Consents;
import org.batua.gateway.wallet.Consents.Standing;
import org.batua.gateway.wallet.Consents.Status;

/// The way of a customer's browser through a linking by consent: to the provider, back to us, and
/// on to the merchant with a signed word about how it ended.
public final class LinkPages {
  private static final int VALUE_LENGTH_MAX = 4096;

  private final Consents consents;
  private final ReturnLinks returns;
  private final Pages pages;
  private final Visits visits;

  public LinkPages(Consents consents, ReturnLinks returns, Pages pages, Visits visits) {
    this.consents = consents;
    this.returns = returns;
    this.pages = pages;
    this.visits = visits;
  }

  /// A linking, with nowhere to go back to.
  public record Linked(Status status) {}

  public List<Route> routes() {
    return List.of(
        page(Route.get("/wallets/link/start/{token}", Access.OPEN, this::start)),
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
    var standing = consents.open(Secret.of(request.path("token"))).orElseThrow(LinkPages::unknown);
    return standing
        .page()
        .map(page -> pages.leave(visit, page.reveal()))
        .orElseGet(() -> toMerchant(visit, standing));
  }

  private Answer comeBack(Request request) {
    return comeBack(request, Secret.of(request.path("token")));
  }

  private Answer comeBackWithState(Request request) {
    return comeBack(request, request.params().secret("state", 128).orElseThrow(LinkPages::unknown));
  }

  private Answer comeBack(Request request, Secret token) {
    var params = request.params();
    Map<String, String> parameters = new HashMap<>();
    for (var name : params.names()) {
      params.text(name, VALUE_LENGTH_MAX).ifPresent(value -> parameters.put(name, value));
    }
    var standing = consents.comeBack(token, parameters).orElseThrow(LinkPages::unknown);
    return toMerchant(visits.of(request, ""), standing);
  }

  private Answer toMerchant(Visit visit, Standing standing) {
    Optional<String> target = returns.of(standing);
    return target
        .map(url -> pages.leave(visit, url))
        .orElseGet(() -> pages.show(visit, "linked", new Linked(standing.status())));
  }

  /// A link that nobody gave out, or that a newer one has replaced.
  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }
}
