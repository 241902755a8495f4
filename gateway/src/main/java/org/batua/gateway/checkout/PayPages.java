package org.batua.gateway.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Caller;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.PaymentResumer;
import org.batua.gateway.payment.RedirectPayments;
import org.batua.gateway.payment.UnfundedPaymentStore;
import org.batua.gateway.topup.Topups;

/// Where a customer's browser goes after a payment: on to the merchant once the outcome is known,
/// and until then to a page that says so.
public final class PayPages {
  static final String START_PATH = "/pay/start/";
  static final String FINISH_PATH = "/pay/finish/";
  private static final int CONFIRM_SECONDS = 10;

  private final OrderStore store;
  private final Orders orders;
  private final Merchants merchants;
  private final PaymentOptions offers;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions visits;
  private final AddMoneyPages addMoney;
  private final RedirectPages hosted;

  /// The features behind a payment that waits for its customer.
  public record Features(
      UnfundedPaymentStore waiting,
      PaymentResumer continuations,
      Topups topups,
      RedirectPayments hosted,
      Checkouts checkouts,
      PaymentOptions offers) {}

  public PayPages(
      OrderStore store,
      Orders orders,
      Merchants merchants,
      Features features,
      CheckoutRoutes.Front front) {
    this.store = store;
    this.orders = orders;
    this.merchants = merchants;
    this.offers = features.offers();
    this.returns = new ReturnLinks(merchants);
    this.pages = front.pages();
    this.visits = front.visits();
    this.addMoney = new AddMoneyPages(features, returns, pages, visits);
    this.hosted = new RedirectPages(features.hosted(), features.offers(), returns, pages);
  }

  /// A payment whose outcome is open.
  public record Waiting(OrderSummary bill) {}

  /// A payment that has ended, with nowhere to go back to.
  ///
  /// @param kind `paid` or `failed`
  public record Ended(OrderSummary bill, String kind) {}

  /// A payment that the customer has yet to confirm on the provider's page.
  ///
  /// @param wallet its name as people know it
  /// @param start leads there
  public record Confirming(OrderSummary bill, String wallet, String start) {}

  public List<Route> routes() {
    var routes = new ArrayList<>(addMoney.routes());
    var names = "{merchant}/{txn}";
    routes.add(
        Route.get(FINISH_PATH + names, Access.OPEN, this::finish).withRefusals(pages::refusal));
    routes.add(
        Route.get(START_PATH + names, Access.OPEN, this::start).withRefusals(pages::refusal));
    var back = RedirectPayments.RETURN_PATH + names;
    routes.add(Route.get(back, Access.OPEN, this::comeBack).withRefusals(pages::refusal));
    routes.add(Route.post(back, Access.OPEN, this::comeBack).withRefusals(pages::refusal));
    return routes;
  }

  /// Where the customer acts.
  static String startPath(MerchantId merchant, String payment) {
    return START_PATH + merchant + "/" + payment;
  }

  /// Where a customer who comes by a form of ours acts. The form's policy holds for every redirect
  /// that follows and knows no provider, so that a page has to lead there.
  static String actPath(MerchantId merchant, OrderView.Payment payment) {
    boolean isRedirected = payment.flow() == OrderView.Payment.Flow.DIRECT_DEBIT;
    return isRedirected && !payment.customerUrl().isEmpty()
        ? finishPath(merchant, payment.uuid())
        : startPath(merchant, payment.uuid());
  }

  /// Where the customer goes once nothing is left to do.
  static String finishPath(MerchantId merchant, String payment) {
    return FINISH_PATH + merchant + "/" + payment;
  }

  private Answer finish(Request request) {
    return finish(visits.of(request, path(request, FINISH_PATH)), view(request));
  }

  private Answer finish(PageRequest visit, OrderView view) {
    return switch (view.order().status()) {
      case CHARGED, FAILED, NOT_SENT -> backToMerchant(visit, view);
      case NEW, AUTHORIZING -> hosted.waiting(visit, bill(view));
      case PENDING_CUSTOMER -> confirmOrAddMoney(visit, view);
    };
  }

  private Answer confirmOrAddMoney(PageRequest visit, OrderView view) {
    var payment = view.payment().orElseThrow();
    var start = startPath(view.order().merchant(), payment.uuid());
    if (payment.customerUrl().isEmpty()) {
      return pages.leave(visit, start);
    }
    return visit.isScript()
        ? pages.nothingNew()
        : pages.show(
            visit,
            200,
            "confirm",
            new Confirming(bill(view), offers.name(payment.gateway()), start),
            PagePolicy.STRICT.refreshedAfter(CONFIRM_SECONDS));
  }

  private Answer start(Request request) {
    var visit = visits.of(request, path(request, START_PATH));
    var stored = view(request, orders::find);
    if (isOnPage(stored)) {
      var places = new RedirectPages.Places(path(request, START_PATH), path(request, FINISH_PATH));
      return hosted.start(visit, stored, bill(stored), places);
    }
    var view = view(request);
    return switch (view.order().status()) {
      case PENDING_CUSTOMER -> act(visit, view);
      case NEW, AUTHORIZING, CHARGED, FAILED, NOT_SENT ->
          pages.leave(visit, path(request, FINISH_PATH));
    };
  }

  /// Whether the customer acts on the provider's page, whose opening asks the provider by itself.
  private static boolean isOnPage(OrderView view) {
    return view.order().status() == OrderStatus.PENDING_CUSTOMER
        && view.payment()
            .filter(payment -> payment.flow() == OrderView.Payment.Flow.HOSTED_PAGE)
            .isPresent();
  }

  private Answer act(PageRequest visit, OrderView view) {
    var url = view.payment().orElseThrow().customerUrl();
    return url.isEmpty() ? addMoney.show(visit, view, bill(view)) : pages.leave(visit, url);
  }

  private Answer comeBack(Request request) {
    var view = view(request, orders::find);
    var parameters = TopupPages.parameters(request);
    return hosted.comeBack(visits.passing(request), view, parameters, path(request, FINISH_PATH));
  }

  /// The order of a txn, after asking the provider if its outcome is open.
  private OrderView view(Request request) {
    return view(request, (merchant, order) -> orders.status(new Caller.Merchant(merchant), order));
  }

  private OrderView view(Request request, BiFunction<MerchantId, String, OrderView> read) {
    var merchant =
        Optional.of(request.path("merchant")).filter(MerchantId::isForm).map(MerchantId::new);
    return merchant
        .flatMap(known -> store.orderIdOfTxn(known, request.path("txn")))
        .map(order -> read.apply(merchant.orElseThrow(), order))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer backToMerchant(PageRequest visit, OrderView view) {
    var target = returns.of(view.order());
    if (target.isPresent()) {
      return pages.leave(visit, target.get());
    }
    var kind = view.order().status() == OrderStatus.CHARGED ? "paid" : "failed";
    return pages.show(visit, "ended", new Ended(bill(view), kind));
  }

  private OrderSummary bill(OrderView view) {
    return OrderSummary.of(view.order(), merchants);
  }

  private static String path(Request request, String page) {
    return page + request.path("merchant") + "/" + request.path("txn");
  }
}
