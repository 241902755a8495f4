package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
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

/// Where a customer's browser goes after a payment: on to the merchant once the outcome is known,
/// and until then to a page that says so.
public final class PayPages {
  private static final int LOOK_AGAIN_SECONDS = 5;

  private final OrderStore store;
  private final Orders orders;
  private final Merchants merchants;
  private final ReturnLinks returns;
  private final Pages pages;
  private final Visits visits;

  public PayPages(
      OrderStore store, Orders orders, Merchants merchants, Pages pages, Visits visits) {
    this.store = store;
    this.orders = orders;
    this.merchants = merchants;
    this.returns = new ReturnLinks(merchants);
    this.pages = pages;
    this.visits = visits;
  }

  /// A payment whose outcome is open.
  public record Waiting(Bill bill) {}

  /// A payment that has ended, with nowhere to go back to.
  ///
  /// @param kind `paid` or `failed`
  public record Ended(Bill bill, String kind) {}

  /// A payment that the wallet has too little money for.
  public record BalanceShort(Bill bill) {}

  public List<Route> routes() {
    return List.of(
        Route.get("/pay/finish/{merchant}/{txn}", Access.OPEN, this::finish)
            .withRefusals(pages::refusal),
        Route.get("/pay/start/{merchant}/{txn}", Access.OPEN, this::start)
            .withRefusals(pages::refusal));
  }

  private Answer finish(Request request) {
    return finish(visits.of(request, path(request, "finish")), view(request));
  }

  private Answer finish(Visit visit, OrderView view) {
    return switch (view.order().status()) {
      case CHARGED, FAILED, NOT_SENT -> backToMerchant(visit, view);
      case NEW, AUTHORIZING -> beingChecked(visit, view);
      // back from the provider's page, which may tell us the outcome in a moment
      case PENDING_CUSTOMER ->
          customerUrl(view).isEmpty() ? addMoney(visit, view) : beingChecked(visit, view);
    };
  }

  private Answer beingChecked(Visit visit, OrderView view) {
    return pages.show(
        visit,
        200,
        "waiting",
        new Waiting(bill(view)),
        PagePolicy.STRICT.refreshedAfter(LOOK_AGAIN_SECONDS));
  }

  private static String customerUrl(OrderView view) {
    return view.txn().map(OrderView.Txn::customerUrl).orElse("");
  }

  private Answer start(Request request) {
    var visit = visits.of(request, path(request, "start"));
    var view = view(request);
    var url = customerUrl(view);
    if (!url.isEmpty()) {
      return pages.leave(visit, url);
    }
    return switch (view.order().status()) {
      case PENDING_CUSTOMER -> addMoney(visit, view);
      case NEW, AUTHORIZING, CHARGED, FAILED, NOT_SENT ->
          finish(visits.of(request, path(request, "finish")), view);
    };
  }

  private Answer addMoney(Visit visit, OrderView view) {
    return pages.show(visit, "short", new BalanceShort(bill(view)));
  }

  /// The order of a txn, after asking the provider if its outcome is open.
  private OrderView view(Request request) {
    var merchant =
        Optional.of(request.path("merchant")).filter(MerchantId::isForm).map(MerchantId::new);
    return merchant
        .flatMap(known -> store.orderIdOfTxn(known, request.path("txn")))
        .map(order -> orders.status(new Caller.Merchant(merchant.orElseThrow()), order))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private Answer backToMerchant(Visit visit, OrderView view) {
    var target = returns.of(view.order());
    if (target.isPresent()) {
      return pages.leave(visit, target.get());
    }
    var kind = view.order().status() == OrderStatus.CHARGED ? "paid" : "failed";
    return pages.show(visit, "ended", new Ended(bill(view), kind));
  }

  private Bill bill(OrderView view) {
    return Bill.of(view.order(), merchants);
  }

  private static String path(Request request, String page) {
    return "/pay/" + page + "/" + request.path("merchant") + "/" + request.path("txn");
  }
}
