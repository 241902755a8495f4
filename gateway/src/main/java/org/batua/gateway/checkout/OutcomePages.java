package org.batua.gateway.checkout;

import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Answer;
import org.batua.gateway.redirect.RedirectPaths;
import org.batua.gateway.redirect.Waiting;

/// The checkout of an order whose payment was begun.
public final class OutcomePages {
  private static final int RELOAD_SECONDS = 5;
  private static final int RETURN_AFTER_SECONDS = 6;

  private final CheckoutPages pages;
  private final Connectors connectors;

  public OutcomePages(CheckoutPages pages, Connectors connectors) {
    this.pages = pages;
    this.connectors = connectors;
  }

  /// A payment that was made.
  public record Paid(CheckoutPlace place, String wallet) {}

  /// A payment that waits for its customer.
  ///
  /// @param key of its texts: `missing` for money that the wallet lacks, else `confirm`
  /// @param start where the customer acts
  public record CustomerNeeded(CheckoutPlace place, String key, String wallet, String start) {}

  Answer paid(Checkout checkout) {
    var place = pages.place(checkout);
    var answer = pages.show(checkout, "paid", new Paid(place, pages.walletName(checkout)));
    // a frame may not lead the page around it away without a click
    return place.back().isPresent() && !checkout.isFramed()
        ? answer.with("Refresh", RETURN_AFTER_SECONDS + "; url=" + place.back().get())
        : answer;
  }

  Answer waiting(Checkout checkout) {
    var policy = pages.policy(checkout).refreshedAfter(RELOAD_SECONDS);
    var model = new Waiting(pages.summary(checkout));
    return pages.show(checkout, 200, "waiting", model, policy);
  }

  Answer customerNeeded(Checkout checkout) {
    var payment = checkout.view().payment().orElseThrow();
    if (!checkout.isFramed()) {
      return pages.to(checkout, RedirectPaths.startAfterForm(checkout.merchant(), payment));
    }
    var wallet = connectors.name(payment.gateway());
    var key = payment.status().isShortOfMoney() ? "missing" : "confirm";
    var start = RedirectPaths.start(checkout.merchant(), payment.uuid());
    var model = new CustomerNeeded(pages.place(checkout), key, wallet, start);
    return pages.show(checkout, "missing", model);
  }
}
