package org.batua.gateway.wiring;

import java.util.List;
import org.batua.gateway.checkout.CheckoutEntry;
import org.batua.gateway.checkout.CheckoutLinking;
import org.batua.gateway.checkout.CheckoutPages;
import org.batua.gateway.checkout.CheckoutPayments;
import org.batua.gateway.checkout.CheckoutRoutes;
import org.batua.gateway.checkout.CheckoutStore;
import org.batua.gateway.checkout.Checkouts;
import org.batua.gateway.checkout.ChoicePages;
import org.batua.gateway.checkout.ConsentPages;
import org.batua.gateway.checkout.FrameOrigins;
import org.batua.gateway.checkout.LinkStepStore;
import org.batua.gateway.checkout.LinkSteps;
import org.batua.gateway.checkout.LinkingPages;
import org.batua.gateway.checkout.OrderGuests;
import org.batua.gateway.checkout.OutcomePages;
import org.batua.gateway.checkout.PaymentOptions;
import org.batua.gateway.checkout.WalletPages;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.Payments;
import org.batua.gateway.redirect.MissingMoney;
import org.batua.gateway.redirect.SlowCalls;
import org.batua.gateway.wallet.OtpCountStore;
import org.batua.gateway.wallet.OtpLimits;

/// The part of the composition root that makes the hosted checkout.
final class CheckoutFeature implements AutoCloseable {
  private final Checkouts checkouts;
  private final CheckoutEntry entry;
  private final OrderGuests guests;
  private final SlowCalls slowCalls;
  private final FrameOrigins frameOrigins;
  private final List<Route> routes;

  CheckoutFeature(
      Foundation common,
      CustomerFeatures front,
      OrderStore orderStore,
      Orders orders,
      Customers customers,
      ClientTokens clientTokens,
      Payments payments,
      MissingMoney missing) {
    var ids = common.ids();
    var clock = common.clock();
    var limits = common.config().checkout().limits();
    var connectors = common.connectors();
    var services = front.pages();
    var store = new CheckoutStore(common.database());
    this.slowCalls = services.slowCalls();
    this.guests = new OrderGuests(store, customers, front.wallets(), ids, clock, limits);
    this.checkouts = new Checkouts(store, orderStore, orders, slowCalls, clock);
    this.entry =
        new CheckoutEntry(store, orderStore, clientTokens, front.guesses(), ids, clock, limits);
    this.frameOrigins = new FrameOrigins(store);
    var otpLimits =
        new OtpLimits(
            new OtpCountStore(common.database()), clock, common.config().linking().otpLimits());
    var linking =
        new CheckoutLinking(
            store, customers, front.wallets(), front.consents(), guests, otpLimits, clock, limits);
    var paying =
        new CheckoutPayments(
            front.wallets(), front.tokens(), payments, missing, orders, slowCalls, clock, limits);
    var options = new PaymentOptions(common.accounts(), common.providers());
    var pages = new CheckoutPages(checkouts, frameOrigins, services);
    var choices = new ChoicePages(pages, entry, linking, paying, options, connectors);
    var steps = new LinkSteps(new LinkStepStore(common.database()), slowCalls, clock);
    this.routes =
        new CheckoutRoutes(
                pages,
                entry,
                new OutcomePages(pages, entry, connectors),
                new WalletPages(pages, entry, paying, choices),
                new LinkingPages(pages, linking, paying, choices, steps, connectors),
                new ConsentPages(pages, linking, slowCalls, connectors),
                services.pages(),
                services.sessions())
            .routes();
  }

  Checkouts checkouts() {
    return checkouts;
  }

  CheckoutEntry entry() {
    return entry;
  }

  FrameOrigins frameOrigins() {
    return frameOrigins;
  }

  OrderGuests guests() {
    return guests;
  }

  @Override
  public void close() {
    slowCalls.close();
  }

  List<Route> routes() {
    return routes;
  }
}
