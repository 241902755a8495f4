package org.batua.gateway.redirect;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Endpoint;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.Branded;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.topup.Topup;
import org.batua.gateway.topup.TopupRedirects;
import org.batua.gateway.topup.TopupStatus;

/// The customer's way to a top-up at the provider, and back to the merchant or to the payment that
/// waits for the money.
public final class TopupPages {
  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final int BEGUN_SECONDS = 10;

  private final TopupRedirects topups;
  private final OrderStore store;
  private final Orders orders;
  private final ReturnLinks returns;
  private final Shops shops;
  private final Connectors connectors;
  private final Pages pages;
  private final BrowserSessions sessions;
  private final SlowCalls slowCalls;
  private final Openings openings;

  public TopupPages(TopupRedirects topups, OrderStore store, Orders orders, PageServices services) {
    this.topups = topups;
    this.store = store;
    this.orders = orders;
    this.returns = services.returns();
    this.shops = services.shops();
    this.connectors = services.connectors();
    this.pages = services.pages();
    this.sessions = services.sessions();
    this.slowCalls = services.slowCalls();
    this.openings = services.openings();
  }

  /// What is added, and where.
  ///
  /// @param provider its name as people know it
  /// @param code the gateway's, which selects the mark
  /// @param brand of the shop that asked for it
  public record Sum(Money amount, String provider, String code, Brand brand) {}

  /// The model of a page about one top-up.
  interface TopupPage extends Branded {
    Sum sum();

    @Override
    default Brand brand() {
      return sum().brand();
    }
  }

  /// The last step before the provider's page.
  ///
  /// @param fields of the form that leads there; none for a link
  /// @param back to the merchant or to the payment; empty where none is known
  public record Onward(
      Sum sum, String url, Map<String, String> fields, boolean isForm, Optional<String> back)
      implements TopupPage {
    public Onward {
      fields = new TreeMap<>(fields);
    }

    /// Its fields may hold a wallet's credentials.
    @Override
    public String toString() {
      return "Onward[sum=" + sum + ", fields=" + fields.keySet() + "]";
    }
  }

  /// A top-up whose page its provider is slow to open.
  ///
  /// @param back to the merchant or to the payment; empty where none is known
  public record Preparing(Sum sum, Optional<String> back) implements TopupPage {}

  /// A top-up that waits for its customer on the provider's page, which opens once.
  ///
  /// @param minutes until it ends
  /// @param back to the merchant; empty where none is known
  public record Begun(Sum sum, String minutes, Optional<String> back) implements TopupPage {}

  /// A top-up whose end the provider does not tell yet.
  ///
  /// @param back to the merchant; empty where none is known
  public record Checking(Sum sum, Optional<String> back) implements TopupPage {}

  /// A top-up that has ended, with nowhere to go back to.
  ///
  /// @param kind `added` or `not_added`
  public record Ended(Sum sum, String kind) implements TopupPage {}

  public List<Route> routes() {
    return List.of(
        route("GET", RedirectPaths.TOPUP_START, this::start),
        route("GET", TopupRedirects.RETURN_PATH, this::comeBack),
        route("POST", TopupRedirects.RETURN_PATH, this::comeBack),
        route("GET", RedirectPaths.TOPUP_RESULT, this::result));
  }

  private Route route(String method, String path, Endpoint endpoint) {
    var whole = path + "{topup}";
    var route =
        method.equals("GET")
            ? Route.get(whole, Access.LINK, endpoint)
            : Route.post(whole, Access.LINK, endpoint);
    return route.withRefusals(pages::refusal);
  }

  private Answer start(Request request) {
    var page = sessions.of(request, RedirectPaths.TOPUP_START + request.path("topup"));
    var topup = topups.get(request.path("topup"));
    return page.isScript()
        ? look(page, topup)
        : openings
            .open(topup.id(), () -> opening(topup.id()))
            .map(opening -> show(page, topups.get(topup.id()), opening))
            .orElseGet(() -> preparing(page, topup));
  }

  private Opening opening(String id) {
    return switch (topups.open(id)) {
      case TopupRedirects.Opened.Page(var hosted) -> Opening.of(hosted);
      case TopupRedirects.Opened.Begun _ -> Opening.of(Opening.Kind.BEGUN);
      case TopupRedirects.Opened.Over _ -> Opening.of(Opening.Kind.OVER);
      case TopupRedirects.Opened.Expired _ -> Opening.of(Opening.Kind.EXPIRED);
      case TopupRedirects.Opened.Unavailable _ -> Opening.of(Opening.Kind.UNAVAILABLE);
    };
  }

  /// A script never leads to the provider; it learns that the page has something new to show.
  private Answer look(PageRequest page, Topup topup) {
    return switch (openings.look(topup.id())) {
      case READY -> pages.leave(page, RedirectPaths.start(topup));
      case UNDER_WAY -> pages.nothingNew();
      case NONE ->
          slowCalls
              .within(() -> opening(topup.id()))
              .filter(opening -> opening.kind() == Opening.Kind.OVER)
              .map(_ -> goOn(page, topups.get(topup.id())))
              .orElseGet(pages::nothingNew);
    };
  }

  private Answer show(PageRequest page, Topup topup, Opening opening) {
    return switch (opening.kind()) {
      case PAGE -> toProvider(page, topup, opening.page().orElseThrow());
      case BEGUN ->
          pages.show(
              page,
              200,
              "opened",
              new Begun(sum(topup), RedirectPages.minutes(topups.left(topup)), back(topup)),
              PagePolicy.STRICT.refreshedAfter(BEGUN_SECONDS));
      case ENDED, OVER -> goOn(page, topup);
      case EXPIRED -> expired(page, topup);
      case UNAVAILABLE -> stop(page, 503, stopped("away", RedirectPaths.start(topup), topup));
    };
  }

  private Answer preparing(PageRequest page, Topup topup) {
    return pages.show(
        page,
        200,
        "adding",
        new Preparing(sum(topup), back(topup)),
        PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  /// A form's policy holds for every redirect that follows, so that it names the provider and where
  /// the customer ends. A payment's customer comes by a form of ours, whose policy knows no
  /// provider yet: from there a page leads on, and not a redirect.
  private Answer toProvider(PageRequest page, Topup topup, CustomerPage hosted) {
    List<URI> targets = new ArrayList<>(List.of(hosted.url()));
    end(topup).ifPresent(targets::add);
    var policy = PagePolicy.STRICT.withFormTargets(targets);
    return switch (hosted) {
      case CustomerPage.Form(var url, var fields) -> {
        var onward =
            new Onward(sum(topup), url.toString(), fields, /* isForm= */ true, back(topup));
        yield pages.show(page, 200, "onward", onward, policy);
      }
      case CustomerPage.Link(var url) ->
          switch (topup.owner()) {
            case Topup.Owner.Request _ -> Answer.redirect(url.toString());
            case Topup.Owner.Payment _ -> {
              var onward =
                  new Onward(
                      sum(topup), url.toString(), Map.of(), /* isForm= */ false, back(topup));
              yield pages.show(page, 200, "onward", onward, policy);
            }
          };
    };
  }

  private Answer expired(PageRequest page, Topup topup) {
    return topup.owner() instanceof Topup.Owner.Payment(var payment)
        ? pages.leave(page, RedirectPaths.finish(topup.merchant(), payment))
        : stop(page, 410, stopped("expired", "", topup));
  }

  /// Other sites make browsers come here, without their cookies: none is set, since it would take
  /// the place of one that the browser has.
  private Answer comeBack(Request request) {
    var parameters = ReturnParameters.of(request);
    var passing = sessions.passing(request);
    var id = request.path("topup");
    var returned =
        slowCalls
            .within(() -> topups.comeBack(id, parameters))
            .orElseGet(() -> new TopupRedirects.Returned.Asked(topups.get(id)));
    return switch (returned) {
      case TopupRedirects.Returned.Asked(var topup) ->
          topup.status() == TopupStatus.SUCCEEDED || topup.status() == TopupStatus.FAILED
              ? goOn(passing.at(RedirectPaths.result(topup)), topup)
              : Answer.seeOther(RedirectPaths.result(topup));
      case TopupRedirects.Returned.Forged(var topup) ->
          RedirectPages.goingOn(
              stop(
                  passing.at(RedirectPaths.result(topup)),
                  400,
                  stopped("forged", RedirectPaths.result(topup), topup)),
              RedirectPaths.result(topup));
    };
  }

  private Answer result(Request request) {
    var page = sessions.of(request, RedirectPaths.TOPUP_RESULT + request.path("topup"));
    var id = request.path("topup");
    return goOn(page, slowCalls.within(() -> topups.ask(id)).orElseGet(() -> topups.get(id)));
  }

  /// To where it was asked for once it is known how it ended, and until then a page that looks
  /// again.
  private Answer goOn(PageRequest page, Topup topup) {
    return switch (topup.status()) {
      case NEW, OPENED, MANUAL_REVIEW -> checking(page, topup);
      case SUCCEEDED -> over(page, topup, "added");
      case PRESUMED_FAILED, FAILED -> over(page, topup, "not_added");
    };
  }

  private Answer checking(PageRequest page, Topup topup) {
    return page.isScript()
        ? pages.nothingNew()
        : pages.show(
            page,
            200,
            "checking",
            new Checking(sum(topup), back(topup)),
            PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  /// Back to the merchant, or to the payment that waits for the money.
  private Optional<String> back(Topup topup) {
    return switch (topup.owner()) {
      case Topup.Owner.Request(var name) -> returns.of(topup, name);
      case Topup.Owner.Payment(var payment) ->
          Optional.of(RedirectPaths.start(topup.merchant(), payment));
    };
  }

  private Answer over(PageRequest page, Topup topup, String kind) {
    var target =
        switch (topup.owner()) {
          case Topup.Owner.Request(var name) -> returns.of(topup, name);
          case Topup.Owner.Payment(var payment) ->
              Optional.of(
                  kind.equals("added")
                      ? RedirectPaths.finish(topup.merchant(), payment)
                      : RedirectPaths.start(topup.merchant(), payment) + AddMoneyPages.NOT_ADDED);
        };
    return target
        .map(url -> pages.leave(page, url))
        .orElseGet(() -> pages.show(page, "topped", new Ended(sum(topup), kind)));
  }

  /// Where the customer ends after the provider, if not with us.
  private Optional<URI> end(Topup topup) {
    return switch (topup.owner()) {
      case Topup.Owner.Request _ -> returns.place(topup);
      case Topup.Owner.Payment(var payment) ->
          store
              .orderIdOfTxn(topup.merchant(), payment)
              .map(order -> orders.find(topup.merchant(), order))
              .map(OrderView::order)
              .flatMap(returns::place);
    };
  }

  private Stop stopped(String kind, String onward, Topup topup) {
    return new Stop(kind, onward, shops.brand(topup.merchant()), back(topup));
  }

  private Answer stop(PageRequest page, int status, Stop model) {
    return pages.show(page, status, "stop", model, PagePolicy.STRICT);
  }

  private Sum sum(Topup topup) {
    var gateway = topup.at().gateway();
    return new Sum(
        topup.amount(), connectors.name(gateway), gateway.code(), shops.brand(topup.merchant()));
  }
}
