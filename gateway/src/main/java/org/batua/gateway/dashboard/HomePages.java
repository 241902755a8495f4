package org.batua.gateway.dashboard;

import java.util.List;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.lookup.Hit;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OpenMoney;
import org.batua.gateway.lookup.OpenMoneyStore;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.webhook.WebhookEndpoint;
import org.batua.gateway.webhook.WebhookEndpoints;

/// The merchants of an operator, the home of one of them, and the search box.
public final class HomePages {
  private static final int OPEN_MAX = 20;

  private final Merchants merchants;
  private final LookupStore lookups;
  private final Finder finder;
  private final AccountFigureStore figures;
  private final OpenMoneyStore openMoney;
  private final WebhookEndpoints endpoints;
  private final Notices notices;
  private final Screens screens;

  HomePages(
      Merchants merchants,
      LookupStore lookups,
      Finder finder,
      AccountFigureStore figures,
      OpenMoneyStore openMoney,
      WebhookEndpoints endpoints,
      Notices notices,
      Screens screens) {
    this.merchants = merchants;
    this.lookups = lookups;
    this.finder = finder;
    this.figures = figures;
    this.openMoney = openMoney;
    this.endpoints = endpoints;
    this.notices = notices;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.get("/dashboard", Need.SIGNED_IN, this::merchants),
        DashboardRoute.getAt("", Permission.PAYMENTS_READ, this::home),
        DashboardRoute.getAt("/search", Permission.PAYMENTS_READ, this::search));
  }

  private Answer merchants(Visit visit) {
    var known =
        merchants.all().stream().filter(it -> visit.operator().grants().knows(it.id())).toList();
    return known.size() == 1
        ? Answer.seeOther("/dashboard/m/" + known.getFirst().id())
        : screens.show(visit, "merchants", new Known(known));
  }

  /// The merchants that an operator knows.
  public record Known(List<Merchant> merchants) {}

  /// What a merchant's home shows.
  ///
  /// @param closed webhook endpoints that take nothing now
  public record Home(
      Merchant merchant,
      List<Warning> warnings,
      List<Listed> forAPerson,
      List<OpenMoney> openMoney,
      List<Listed> open,
      List<GatewayHealth> health,
      List<WebhookEndpoint> closed) {}

  /// A warning with the page that tells more.
  public record Warning(String key, List<Object> values, String link) {}

  private Answer home(Visit visit) {
    var at = visit.at();
    var open = lookups.open(at, OPEN_MAX);
    var health = figures.day(at).accounts();
    var warnings =
        notices.of(at, health, open).stream()
            .map(it -> new Warning(it.key(), it.values(), visit.link(it.path())))
            .toList();
    return screens.show(
        visit,
        "home",
        new Home(
            merchants.find(at).orElseThrow(),
            warnings,
            lookups.forAPerson(at, OPEN_MAX),
            openMoney.of(at),
            open,
            health,
            endpoints.of(at).stream()
                .filter(it -> it.state().status() != WebhookEndpoint.Status.ACTIVE)
                .toList()));
  }

  /// What was found.
  public record Results(String query, List<Found> hits) {}

  /// A hit with its page.
  public record Found(Hit hit, String page) {}

  private Answer search(Visit visit) {
    var query = visit.text("q");
    var hits =
        finder.find(visit.at(), query).stream().map(it -> new Found(it, page(visit, it))).toList();
    var pages = hits.stream().map(Found::page).distinct().toList();
    return pages.size() == 1
        ? Answer.seeOther(pages.getFirst())
        : screens.show(visit, "search", new Results(query, hits));
  }

  private static String page(Visit visit, Hit hit) {
    if (!hit.order().isEmpty()) {
      return visit.link("/orders/" + hit.order());
    }
    return visit.link("/customers/" + hit.customer());
  }
}
