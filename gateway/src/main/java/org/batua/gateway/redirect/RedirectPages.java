package org.batua.gateway.redirect;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.http.Answer;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.payment.RedirectPayments;

/// The customer's way to a payment on the provider's page, and back.
public final class RedirectPages {
  private static final int GO_ON_SECONDS = 4;
  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final int BEGUN_SECONDS = 10;

  private final RedirectPayments payments;
  private final Connectors connectors;
  private final ReturnLinks returns;
  private final Shops shops;
  private final Pages pages;
  private final SlowCalls slowCalls;
  private final Openings openings;

  public RedirectPages(RedirectPayments payments, PageServices services) {
    this.payments = payments;
    this.connectors = services.connectors();
    this.returns = services.returns();
    this.shops = services.shops();
    this.pages = services.pages();
    this.slowCalls = services.slowCalls();
    this.openings = services.openings();
  }

  /// The last step before the provider's page.
  ///
  /// @param provider its name as people know it
  /// @param fields of the form that leads there; none for a link
  /// @param back signed, to the merchant; empty where none is known
  public record Onward(
      OrderSummary summary,
      String provider,
      String url,
      Map<String, String> fields,
      boolean isForm,
      Optional<String> back)
      implements OrderPage {
    public Onward {
      fields = new TreeMap<>(fields);
    }
  }

  /// A payment whose page its provider is slow to open.
  ///
  /// @param provider its name as people know it
  /// @param back signed, to the merchant; empty where none is known
  public record Preparing(OrderSummary summary, String provider, Optional<String> back)
      implements OrderPage {}

  /// A payment that waits for its customer on the provider's page, which opens once.
  ///
  /// @param provider its name as people know it
  /// @param minutes until the payment ends unpaid
  /// @param back signed, to the merchant; empty where none is known
  public record Begun(OrderSummary summary, String provider, String minutes, Optional<String> back)
      implements OrderPage {}

  /// Where the customer comes to, and where those go who have nothing left to do.
  record Places(String start, String finish) {}

  /// Leads to the provider.
  Answer start(PageRequest page, OrderView view, OrderSummary summary, Places places) {
    var id = view.payment().orElseThrow().uuid();
    return page.isScript()
        ? look(page, view, places)
        : openings
            .open(id, () -> opening(view))
            .map(opening -> show(page, view, summary, places, opening))
            .orElseGet(() -> preparing(page, view, summary));
  }

  private Opening opening(OrderView view) {
    return switch (payments.open(view)) {
      case RedirectPayments.Opened.Page(var hosted) -> Opening.of(hosted);
      case RedirectPayments.Opened.Begun _ -> Opening.of(Opening.Kind.BEGUN);
      case RedirectPayments.Opened.Ended _ -> Opening.of(Opening.Kind.ENDED);
      case RedirectPayments.Opened.Over _ -> Opening.of(Opening.Kind.OVER);
      case RedirectPayments.Opened.Unavailable _ -> Opening.of(Opening.Kind.UNAVAILABLE);
    };
  }

  /// A script never leads to the provider; it learns that the page has something new to show.
  private Answer look(PageRequest page, OrderView view, Places places) {
    return switch (openings.look(view.payment().orElseThrow().uuid())) {
      case READY -> pages.leave(page, places.start());
      case UNDER_WAY -> pages.nothingNew();
      case NONE ->
          slowCalls
              .within(() -> opening(view))
              .filter(opening -> opening.kind() == Opening.Kind.ENDED)
              .map(_ -> pages.leave(page, places.finish()))
              .orElseGet(pages::nothingNew);
    };
  }

  private Answer show(
      PageRequest page, OrderView view, OrderSummary summary, Places places, Opening opening) {
    return switch (opening.kind()) {
      case PAGE -> toProvider(page, view, summary, opening.page().orElseThrow());
      case BEGUN -> begun(page, view, summary);
      case ENDED -> pages.leave(page, places.finish());
      case OVER, EXPIRED -> waiting(page, view, summary);
      case UNAVAILABLE ->
          pages.show(
              page,
              503,
              "stop",
              new Stop("away", places.start(), summary.brand(), returns.of(view.order())),
              PagePolicy.STRICT);
    };
  }

  private Answer preparing(PageRequest page, OrderView view, OrderSummary summary) {
    return pages.show(
        page,
        200,
        "preparing",
        new Preparing(summary, provider(view), returns.of(view.order())),
        PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  private String provider(OrderView view) {
    return connectors.name(view.payment().orElseThrow().gateway());
  }

  private Answer begun(PageRequest page, OrderView view, OrderSummary summary) {
    var left = minutes(payments.left(view));
    return pages.show(
        page,
        200,
        "begun",
        new Begun(summary, provider(view), left, returns.of(view.order())),
        PagePolicy.STRICT.refreshedAfter(BEGUN_SECONDS));
  }

  /// A duration for people: whole minutes, and one at least.
  static String minutes(Duration left) {
    return Long.toString(Math.max(1, left.plusSeconds(59).toMinutes()));
  }

  /// As [#start], for a page that looks again by itself.
  Answer waiting(PageRequest page, OrderView view, OrderSummary summary) {
    if (page.isScript()) {
      return pages.nothingNew();
    }
    return pages.show(
        page,
        200,
        "waiting",
        new Waiting(summary, returns.of(view.order()), "_self"),
        PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  /// A form's policy holds for every redirect that follows, so that it names the provider and where
  /// the customer ends.
  private Answer toProvider(
      PageRequest page, OrderView view, OrderSummary summary, CustomerPage hosted) {
    List<URI> targets = new ArrayList<>(List.of(hosted.url()));
    returns.place(view.order()).ifPresent(targets::add);
    var provider = provider(view);
    var back = returns.of(view.order());
    var onward =
        switch (hosted) {
          case CustomerPage.Form(var url, var fields) ->
              new Onward(summary, provider, url.toString(), fields, /* isForm= */ true, back);
          case CustomerPage.Link(var url) ->
              new Onward(summary, provider, url.toString(), Map.of(), /* isForm= */ false, back);
        };
    return pages.show(page, 200, "hosted", onward, PagePolicy.STRICT.withFormTargets(targets));
  }

  /// Where a browser goes that comes from the provider. Other sites make browsers come here,
  /// without their cookies: none is set, since it would take the place of one that the browser has.
  Answer comeBack(
      PageRequest passing, OrderView view, Map<String, String> parameters, String finish) {
    return switch (slowCalls
        .within(() -> payments.comeBack(view, parameters))
        .orElse(RedirectPayments.Returned.ASKED)) {
      case ASKED -> Answer.seeOther(finish);
      case FORGED ->
          goingOn(
              pages.show(
                  passing.at(finish),
                  400,
                  "stop",
                  new Stop(
                      "forged", finish, shops.brand(view.order().merchant()), Optional.empty()),
                  PagePolicy.STRICT),
              finish);
    };
  }

  /// A customer who does nothing gets back to the shop all the same: the page that follows asks the
  /// provider.
  static Answer goingOn(Answer page, String onward) {
    return page.with("Refresh", GO_ON_SECONDS + "; url=" + onward);
  }
}
