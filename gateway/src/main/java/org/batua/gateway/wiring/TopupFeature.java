package org.batua.gateway.wiring;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.resolution.Resolver;
import org.batua.gateway.resolution.StatusChecker;
import org.batua.gateway.topup.Topup;
import org.batua.gateway.topup.TopupRedirects;
import org.batua.gateway.topup.TopupResolution;
import org.batua.gateway.topup.TopupRoutes;
import org.batua.gateway.topup.TopupStatus;
import org.batua.gateway.topup.TopupStore;
import org.batua.gateway.topup.Topups;
import org.batua.gateway.wallet.WalletAccess;

/// The part of the composition root that makes top-ups.
final class TopupFeature {
  private final TopupStore store;
  private final Resolver<Topup, TopupStatus> resolver;
  private final TopupRoutes api;
  private final Topups topups;
  private final TopupRedirects redirects;
  private final List<Route> routes = new ArrayList<>();

  /// Makes the feature; nothing runs yet.
  ///
  /// @param baseUrl known once the server listens
  TopupFeature(
      Foundation common,
      StatusChecker checker,
      WalletAccess wallets,
      ReturnUrls returnUrls,
      Supplier<URI> baseUrl) {
    var clock = common.clock();
    var times = common.config().money();
    this.store = new TopupStore(common.database());
    var kind = new TopupResolution(store, wallets, common.providers(), clock);
    this.resolver = common.resolver(store, kind, checker);
    var limits = new Topups.Limits(times.topupLink(), times.topupPage());
    this.topups =
        new Topups(
            store, resolver, wallets, common.providers(), returnUrls, common.ids(), clock, limits);
    this.api = new TopupRoutes(topups, baseUrl);
    this.redirects =
        new TopupRedirects(store, resolver, wallets, common.providers(), clock, baseUrl);
    routes.addAll(api.routes());
  }

  TopupStore store() {
    return store;
  }

  Resolver<Topup, TopupStatus> resolver() {
    return resolver;
  }

  Topups topups() {
    return topups;
  }

  TopupRedirects redirects() {
    return redirects;
  }

  List<Route> routes() {
    return routes;
  }

  /// The same call on the wallet's own path.
  Answer create(Request request) {
    return api.create(request);
  }
}
