package org.batua.gateway.redirect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Caller;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.payment.RedirectPayments;

/// Where a customer's browser goes after a payment: on to the merchant once the outcome is known,
/// and until then to a page that says so.
public final class PaymentPages {
  private static final int CONFIRM_SECONDS = 10;

  private final OrderStore store;
  private final Orders orders;
  private final Shops shops;
  private final Connectors connectors;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions sessions;
  private final CustomerCheckout checkout;
  private final AddMoneyPages addMoney;
  private final RedirectPages redirects;
  private final PaymentRefusals refusals;
  private final SlowCalls slowCalls;

  public PaymentPages(
      OrderStore store,
      Orders orders,
      CustomerCheckout checkout,
      AddMoneyPages addMoney,
      RedirectPages redirects,
      PageServices services) {
    this.store = store;
    this.orders = orders;
    this.checkout = checkout;
    this.addMoney = addMoney;
    this.redirects = redirects;
    this.refusals = new PaymentRefusals(store, orders, services);
    this.shops = services.shops();
    this.connectors = services.connectors();
    this.returns = services.returns();
    this.pages = services.pages();
    this.sessions = services.sessions();
    this.slowCalls = services.slowCalls();
  }

  /// A payment that has ended, with nowhere to go back to.
  ///
  /// @param kind `paid` or `failed`
  public record Ended(OrderSummary summary, String kind) implements OrderPage {}

  /// A payment that the customer has yet to confirm on the provider's page.
  ///
  /// @param wallet its name as people know it
  /// @param start leads there
  /// @param back signed, to the merchant; empty where none is known
  public record Confirming(OrderSummary summary, String wallet, String start, Optional<String> back)
      implements OrderPage {}

  public List<Route> routes() {
    var routes = new ArrayList<>(addMoney.routes());
    var names = "{merchant}/{txn}";
    routes.add(Route.get(RedirectPaths.PAYMENT_FINISH + names, Access.LINK, this::finish));
    routes.add(Route.get(RedirectPaths.PAYMENT_START + names, Access.LINK, this::start));
    var back = RedirectPayments.RETURN_PATH + names;
    routes.add(Route.get(back, Access.LINK, this::comeBack));
    routes.add(Route.post(back, Access.LINK, this::comeBack));
    return routes.stream().map(route -> route.withRefusals(refusals)).toList();
  }

  private Answer finish(Request request) {
    return finish(sessions.of(request, path(request, RedirectPaths.PAYMENT_FINISH)), view(request));
  }

  private Answer finish(PageRequest page, OrderView view) {
    return switch (view.order().status()) {
      case CHARGED -> backToMerchant(page, view);
      case FAILED, NOT_SENT ->
          // one who came by the checkout may choose another way to pay there
          checkout
              .walletsPath(page, view)
              .map(path -> pages.leave(page, path))
              .orElseGet(() -> backToMerchant(page, view));
      case NEW, AUTHORIZING -> redirects.waiting(page, view, summary(view));
      case PENDING_CUSTOMER -> confirmOrAddMoney(page, view);
    };
  }

  private Answer confirmOrAddMoney(PageRequest page, OrderView view) {
    var payment = view.payment().orElseThrow();
    var start = RedirectPaths.start(view.order().merchant(), payment.uuid());
    if (isAwaitingWallet(payment)) {
      return pages.leave(page, checkout.path(view));
    }
    if (payment.status().isShortOfMoney()) {
      return pages.leave(page, start);
    }
    return page.isScript()
        ? pages.nothingNew()
        : pages.show(
            page,
            200,
            "confirm",
            new Confirming(
                summary(view), connectors.name(payment.gateway()), start, returns.of(view.order())),
            PagePolicy.STRICT.refreshedAfter(CONFIRM_SECONDS));
  }

  private Answer start(Request request) {
    var page = sessions.of(request, path(request, RedirectPaths.PAYMENT_START));
    var stored = view(request, orders::find);
    if (isOnPage(stored)) {
      var places =
          new RedirectPages.Places(
              path(request, RedirectPaths.PAYMENT_START),
              path(request, RedirectPaths.PAYMENT_FINISH));
      return redirects.start(page, stored, summary(stored), places);
    }
    var view = view(request);
    return switch (view.order().status()) {
      case PENDING_CUSTOMER -> act(page, view, request);
      case NEW, AUTHORIZING, CHARGED, FAILED, NOT_SENT ->
          pages.leave(page, path(request, RedirectPaths.PAYMENT_FINISH));
    };
  }

  /// Whether the customer acts on the provider's page, whose opening asks the provider by itself.
  private static boolean isOnPage(OrderView view) {
    return view.order().status() == OrderStatus.PENDING_CUSTOMER
        && view.payment()
            .filter(payment -> payment.flow() == OrderView.Payment.Flow.HOSTED_PAGE)
            .filter(payment -> !isAwaitingWallet(payment))
            .isPresent();
  }

  private static boolean isAwaitingWallet(OrderView.Payment payment) {
    return payment.status() == PaymentStatus.AWAITING_WALLET;
  }

  private static boolean isNotAdded(Request request) {
    return request.params().text("added", 8).filter("no"::equals).isPresent();
  }

  private static boolean isToAdd(Request request) {
    return request.params().text("then", 8).filter(RedirectPaths.ADD::equals).isPresent();
  }

  private Answer act(PageRequest page, OrderView view, Request request) {
    var payment = view.payment().orElseThrow();
    if (isAwaitingWallet(payment)) {
      return pages.leave(page, checkout.path(view));
    }
    if (!payment.status().isShortOfMoney()) {
      return pages.leave(page, payment.customerUrl());
    }
    return isToAdd(request)
        ? addMoney.add(page, view.order().merchant(), payment.uuid())
        : addMoney.show(page, view, summary(view), isNotAdded(request));
  }

  private Answer comeBack(Request request) {
    var view = view(request, orders::find);
    var parameters = ReturnParameters.of(request);
    return redirects.comeBack(
        sessions.passing(request), view, parameters, path(request, RedirectPaths.PAYMENT_FINISH));
  }

  /// The order of a txn, after asking the provider if its outcome is open; a provider that is slow
  /// to answer is not waited for.
  private OrderView view(Request request) {
    return view(
        request,
        (merchant, order) ->
            slowCalls
                .within(() -> orders.status(new Caller.Merchant(merchant), order))
                .orElseGet(() -> orders.find(merchant, order)));
  }

  private OrderView view(Request request, BiFunction<MerchantId, String, OrderView> read) {
    var merchant =
        Optional.of(request.path("merchant")).filter(MerchantId::isForm).map(MerchantId::new);
    return merchant
        .flatMap(known -> store.orderIdOfTxn(known, request.path("txn")))
        .map(order -> read.apply(merchant.orElseThrow(), order))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownLink()));
  }

  private Answer backToMerchant(PageRequest page, OrderView view) {
    var target = returns.of(view.order());
    if (target.isPresent()) {
      return pages.leave(page, target.get());
    }
    var kind = view.order().status() == OrderStatus.CHARGED ? "paid" : "failed";
    return pages.show(page, "ended", new Ended(summary(view), kind));
  }

  private OrderSummary summary(OrderView view) {
    return shops.summary(view.order());
  }

  private static String path(Request request, String prefix) {
    return prefix + request.path("merchant") + "/" + request.path("txn");
  }
}
