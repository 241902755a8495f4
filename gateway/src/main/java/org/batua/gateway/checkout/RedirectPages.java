package org.batua.gateway.checkout;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.http.Answer;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.payment.RedirectPayments;

/// The customer's way to a payment on the provider's page, and back.
public final class RedirectPages {
  private static final int LOOK_AGAIN_SECONDS = 5;
  private static final int BEGUN_SECONDS = 10;

  private final RedirectPayments payments;
  private final PaymentOptions offers;
  private final ReturnLinks returns;
  private final Pages pages;

  RedirectPages(
      RedirectPayments payments, PaymentOptions offers, ReturnLinks returns, Pages pages) {
    this.payments = payments;
    this.offers = offers;
    this.returns = returns;
    this.pages = pages;
  }

  /// The last step before the provider's page.
  ///
  /// @param provider its name as people know it
  /// @param fields of the form that leads there; none for a link
  public record Onward(
      OrderSummary bill, String provider, String url, Map<String, String> fields, boolean isForm) {
    public Onward {
      fields = new TreeMap<>(fields);
    }
  }

  /// A payment that waits for its customer on the provider's page, which opens once.
  ///
  /// @param provider its name as people know it
  /// @param minutes until the payment ends unpaid
  public record Begun(OrderSummary bill, String provider, String minutes) {}

  /// Where the customer comes to, and where those go who have nothing left to do.
  record Places(String start, String finish) {}

  /// Leads to the provider.
  Answer start(PageRequest visit, OrderView view, OrderSummary bill, Places places) {
    return switch (payments.open(view)) {
      case RedirectPayments.Opened.Page(var page) ->
          visit.isScript() ? pages.nothingNew() : toProvider(visit, view, bill, page);
      case RedirectPayments.Opened.Begun(var left) -> begun(visit, view, bill, left);
      case RedirectPayments.Opened.Ended _ -> pages.leave(visit, places.finish());
      case RedirectPayments.Opened.Over _ -> waiting(visit, bill);
      case RedirectPayments.Opened.Unavailable _ ->
          pages.show(
              visit, 503, "stop", new TopupPages.Stop("away", places.start()), PagePolicy.STRICT);
    };
  }

  private Answer begun(PageRequest visit, OrderView view, OrderSummary bill, Duration left) {
    var provider = offers.name(view.payment().orElseThrow().gateway());
    return pages.show(
        visit,
        200,
        "begun",
        new Begun(bill, provider, minutes(left)),
        PagePolicy.STRICT.refreshedAfter(BEGUN_SECONDS));
  }

  /// A time as people are told it: whole minutes, and one at least.
  static String minutes(Duration left) {
    return Long.toString(Math.max(1, left.plusSeconds(59).toMinutes()));
  }

  /// As [#start], for a page that looks again by itself.
  Answer waiting(PageRequest visit, OrderSummary bill) {
    return pages.show(
        visit,
        200,
        "waiting",
        new PayPages.Waiting(bill),
        PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  /// A form's policy holds for every redirect that follows, so that it names the provider and where
  /// the customer ends.
  private Answer toProvider(
      PageRequest visit, OrderView view, OrderSummary bill, HostedPayments.Page page) {
    List<URI> targets = new ArrayList<>(List.of(page.url()));
    returns.place(view.order()).ifPresent(targets::add);
    var provider = offers.name(view.payment().orElseThrow().gateway());
    var onward =
        switch (page) {
          case HostedPayments.Page.Form(var url, var fields) ->
              new Onward(bill, provider, url.toString(), fields, /* isForm= */ true);
          case HostedPayments.Page.Link(var url) ->
              new Onward(bill, provider, url.toString(), Map.of(), /* isForm= */ false);
        };
    return pages.show(visit, 200, "hosted", onward, PagePolicy.STRICT.withFormTargets(targets));
  }

  /// Where a browser goes that comes from the provider. Other sites make browsers come here,
  /// without their cookies: none is set, since it would take the place of one that the browser has.
  Answer comeBack(
      PageRequest passing, OrderView view, Map<String, String> parameters, String finish) {
    return switch (payments.comeBack(view, parameters)) {
      case ASKED -> Answer.seeOther(finish);
      case FORGED ->
          pages.show(
              passing, 400, "stop", new TopupPages.Stop("forged", finish), PagePolicy.STRICT);
    };
  }
}
