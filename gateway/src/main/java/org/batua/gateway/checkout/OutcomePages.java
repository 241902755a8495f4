package org.batua.gateway.checkout;

import java.time.Instant;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Answer;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.redirect.RedirectPaths;
import org.batua.gateway.redirect.Stop;
import org.batua.gateway.redirect.Waiting;

/// The checkout of an order whose payment was begun.
public final class OutcomePages {
  private static final int RELOAD_SECONDS = 5;
  private static final int GONE = 410;

  private final CheckoutPages pages;
  private final CheckoutEntry entry;
  private final Connectors connectors;

  public OutcomePages(CheckoutPages pages, CheckoutEntry entry, Connectors connectors) {
    this.pages = pages;
    this.entry = entry;
    this.connectors = connectors;
  }

  /// A payment that was made.
  ///
  /// @param txnId the payment's, on the wire
  /// @param reference the provider's own
  public record Paid(CheckoutPlace place, String wallet, String txnId, String reference, Instant at)
      implements CheckoutPage {}

  /// A browser that another site sent with a client token.
  public record SignIn(CheckoutPlace place, String token) implements CheckoutPage {}

  /// A payment that waits for its customer.
  ///
  /// @param titleKey of what the customer has to do
  /// @param start where the customer acts
  public record CustomerNeeded(
      CheckoutPlace place, String titleKey, String textKey, String wallet, String start)
      implements CheckoutPage {}

  Answer paid(Checkout checkout) {
    var place = pages.place(checkout);
    var payment = checkout.view().payment();
    return pages.show(
        checkout,
        "paid",
        new Paid(
            place,
            pages.walletName(checkout),
            payment.map(checkout.view()::txnId).orElse(""),
            payment.map(OrderView.Payment::providerReference).orElse(""),
            payment.map(OrderView.Payment::createdAt).orElse(checkout.order().createdAt())));
  }

  /// An order that nobody paid in its time.
  Answer expired(Checkout checkout) {
    var place = pages.place(checkout);
    var model = new Stop("expired", "", place.summary().brand(), place.back());
    return pages.show(checkout, GONE, "stop", model, pages.policy(checkout));
  }

  Answer signIn(PageRequest page, Embedding embedding, OrderRef ref, Secret token) {
    var checkout = pages.openWithoutSession(page, embedding, ref);
    return pages.show(checkout, "signin", new SignIn(pages.place(checkout), token.reveal()));
  }

  /// A script that looks again learns only of a change.
  Answer waiting(Checkout checkout) {
    if (checkout.page().isScript()) {
      return pages.unchanged();
    }
    var policy = pages.policy(checkout).refreshedAfter(RELOAD_SECONDS);
    var place = pages.place(checkout);
    var model = new Waiting(place.summary(), place.back(), place.target());
    return pages.show(checkout, 200, "waiting", model, policy);
  }

  /// @param then what the customer asked for
  Answer customerNeeded(Checkout checkout, String then) {
    if (checkout.isFramed() && checkout.page().isScript()) {
      return pages.unchanged();
    }
    var payment = checkout.view().payment().orElseThrow();
    if (!checkout.isFramed()) {
      entry.remember(checkout);
      return pages.to(
          checkout,
          pages
              .waitingPayment(checkout.ref(), then)
              .orElseGet(() -> RedirectPaths.startAfterForm(checkout.merchant(), payment)));
    }
    var wallet = connectors.name(payment.gateway());
    var place = pages.place(checkout);
    var start = start(checkout, payment);
    if (!payment.status().isShortOfMoney()) {
      return pages.show(
          checkout,
          "missing",
          new CustomerNeeded(place, "confirm.title", "confirm.text", wallet, start));
    }
    var title = then.equals(RedirectPaths.ADD) ? "onward.title" : "missing.title";
    return pages.show(
        checkout, "missing", new CustomerNeeded(place, title, "missing.text", wallet, start));
  }

  /// Who is known in a frame is made known in the window too, and who is not is remembered there:
  /// both can choose another way to pay there. The page in the frame asks whether to add money; the
  /// window does not ask again.
  private String start(Checkout checkout, OrderView.Payment payment) {
    var entrance =
        checkout
            .provenCustomer()
            .map(customer -> CheckoutPaths.start(entry.startLink(checkout.ref(), customer)))
            .orElseGet(() -> CheckoutPaths.window(checkout.ref()));
    return payment.status().isShortOfMoney()
        ? CheckoutPaths.adding(entrance)
        : CheckoutPaths.toPayment(entrance);
  }
}
