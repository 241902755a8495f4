package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.payment.PaymentResumer;
import org.batua.gateway.payment.UnfundedPayment;
import org.batua.gateway.payment.UnfundedPaymentStore;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.topup.Topups;

/// What a customer does about a wallet that has too little money for a payment: add what is missing
/// at the provider, whereupon the payment goes on by itself.
public final class AddMoneyPages {
  private static final int LOOK_AGAIN_SECONDS = 10;

  private final UnfundedPaymentStore store;
  private final PaymentResumer continuations;
  private final Topups topups;
  private final Checkouts checkouts;
  private final PaymentOptions offers;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions visits;

  AddMoneyPages(
      PayPages.Features features, ReturnLinks returns, Pages pages, BrowserSessions visits) {
    this.store = features.waiting();
    this.continuations = features.continuations();
    this.topups = features.topups();
    this.checkouts = features.checkouts();
    this.offers = features.offers();
    this.returns = returns;
    this.pages = pages;
    this.visits = visits;
  }

  /// A payment that the wallet has too little money for.
  ///
  /// @param way what can be done about it
  /// @param toAdd what the wallet lacks; empty when it is not known
  /// @param path of the page; its steps are below it
  /// @param back signed, to the merchant; empty where none is known
  /// @param other where another wallet can be chosen; empty for who did not come by the checkout
  /// @param isAdding whether the customer has gone to the provider to add money
  public record BalanceShort(
      OrderSummary bill,
      Way way,
      Optional<Money> toAdd,
      String provider,
      String path,
      Optional<String> back,
      Optional<String> other,
      boolean isAdding) {}

  /// What can be done about a wallet that had too little money.
  public enum Way {
    /// Add it on the provider's page.
    ADD("add"),
    /// It has enough by now.
    GO_ON("enough"),
    /// Add it in the provider's own app.
    APP("app"),
    /// Nothing: it is no longer linked.
    NONE("unlinked");

    private final String key;

    Way(String key) {
      this.key = key;
    }

    /// Of its texts.
    public String key() {
      return key;
    }
  }

  List<Route> routes() {
    var path = PayPages.START_PATH + "{merchant}/{txn}";
    return List.of(
        Route.post(path + "/add", Access.OPEN, this::add).withRefusals(pages::refusal),
        Route.post(path + "/pay", Access.OPEN, this::pay).withRefusals(pages::refusal));
  }

  /// The page of a payment that waits.
  Answer show(PageRequest visit, OrderView view, OrderSummary bill) {
    var merchant = view.order().merchant();
    var uuid = view.payment().orElseThrow().uuid();
    var found = store.find(merchant, uuid);
    if (found.isEmpty() || found.get().stage() == UnfundedPayment.Stage.ADDED) {
      found.ifPresent(payment -> continuations.goOn(payment, Actor.CUSTOMER));
      return pages.leave(visit, PayPages.finishPath(merchant, uuid));
    }
    var payment = found.get();
    boolean isAdding = payment.stage() == UnfundedPayment.Stage.ADDING;
    var path = PayPages.startPath(merchant, uuid);
    if (visit.isScript()) {
      return isAdding ? pages.nothingNew() : pages.leave(visit, path);
    }
    var lack = topups.lack(merchant, payment.wallet(), payment.amount());
    var provider = offers.name(view.payment().orElseThrow().gateway());
    var back = returns.of(view.order());
    var other = other(visit, view);
    var model =
        switch (lack) {
          case Topups.Lack.Some(var toAdd) ->
              new BalanceShort(
                  bill, Way.ADD, Optional.of(toAdd), provider, path, back, other, isAdding);
          case Topups.Lack.Nothing _ ->
              new BalanceShort(
                  bill, Way.GO_ON, Optional.empty(), provider, path, back, other, isAdding);
          case Topups.Lack.Page(var missing) ->
              new BalanceShort(bill, Way.APP, missing, provider, path, back, other, isAdding);
          case Topups.Lack.Link _ ->
              new BalanceShort(
                  bill, Way.NONE, Optional.empty(), provider, path, back, other, isAdding);
        };
    var policy = PagePolicy.STRICT.withFormTargets(returns.place(view.order()).stream().toList());
    return pages.show(
        visit, 200, "short", model, isAdding ? policy.refreshedAfter(LOOK_AGAIN_SECONDS) : policy);
  }

  private Optional<String> other(PageRequest visit, OrderView view) {
    var checkout = checkouts.of(visit, view);
    return checkout.known().map(_ -> CheckoutRoutes.WINDOW_PATH + checkout.walletsPath());
  }

  /// To the provider; whoever has gone there before goes on with the same top-up.
  private Answer add(Request request) {
    var path = startPath(request);
    visits.ofForm(request, path);
    return waiting(request)
        .flatMap(
            payment ->
                topups.begin(
                    new Topups.Shortage(
                        payment.id(),
                        payment.merchant(),
                        payment.wallet(),
                        payment.amount(),
                        payment.until())))
        .map(topup -> Answer.seeOther(TopupPages.startPath(topup)))
        .orElseGet(() -> Answer.seeOther(path));
  }

  /// Pays with money that came in another way.
  private Answer pay(Request request) {
    visits.ofForm(request, startPath(request));
    waiting(request).ifPresent(continuations::letGoOn);
    return Answer.seeOther(
        PayPages.FINISH_PATH + request.path("merchant") + "/" + request.path("txn"));
  }

  private Optional<UnfundedPayment> waiting(Request request) {
    return Optional.of(request.path("merchant"))
        .filter(MerchantId::isForm)
        .flatMap(merchant -> store.find(new MerchantId(merchant), request.path("txn")));
  }

  private static String startPath(Request request) {
    return PayPages.START_PATH + request.path("merchant") + "/" + request.path("txn");
  }
}
