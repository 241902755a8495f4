package org.batua.gateway.redirect;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.payment.PaymentResumer;
import org.batua.gateway.payment.UnfundedPayment;
import org.batua.gateway.payment.UnfundedPaymentStore;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.topup.Topups;

/// What a customer does about a wallet that has too little money for a payment: add what is missing
/// at the provider, whereupon the payment goes on by itself.
public final class AddMoneyPages {
  /// After the path of a payment: the customer left the provider without adding money.
  static final String NOT_ADDED = "?added=no";

  private static final int LOOK_AGAIN_SECONDS = 10;

  private final UnfundedPaymentStore store;
  private final PaymentResumer resumer;
  private final Topups topups;
  private final SlowCalls slowCalls;
  private final MissingMoney missing;
  private final CustomerCheckout checkout;
  private final Connectors connectors;
  private final ReturnLinks returns;
  private final Pages pages;
  private final BrowserSessions sessions;

  public AddMoneyPages(
      UnfundedPaymentStore store,
      PaymentResumer resumer,
      Topups topups,
      CustomerCheckout checkout,
      PageServices services) {
    this.store = store;
    this.resumer = resumer;
    this.topups = topups;
    this.slowCalls = services.slowCalls();
    this.missing = new MissingMoney(store, topups, slowCalls);
    this.checkout = checkout;
    this.connectors = services.connectors();
    this.returns = services.returns();
    this.pages = services.pages();
    this.sessions = services.sessions();
  }

  /// A payment that the wallet has too little money for.
  ///
  /// @param way what can be done about it
  /// @param toAdd what the wallet lacks; empty when it is not known
  /// @param path of the page; its steps are below it
  /// @param back signed, to the merchant; empty where none is known
  /// @param other where another wallet can be chosen; empty for who did not come by the checkout
  /// @param isAdding whether the customer has gone to the provider to add money
  /// @param isNotAdded whether the customer left the provider without adding money
  public record BalanceShort(
      OrderSummary summary,
      Way way,
      Optional<Money> toAdd,
      String provider,
      String path,
      Optional<String> back,
      Optional<String> other,
      boolean isAdding,
      boolean isNotAdded)
      implements OrderPage {}

  /// What can be done about a wallet that had too little money.
  public enum Way {
    /// Add it on the provider's page.
    ADD("add"),
    /// It has enough by now.
    GO_ON("enough"),
    /// It has enough, and its provider refused all the same.
    AGAIN("again"),
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
    var path = RedirectPaths.PAYMENT_START + "{merchant}/{txn}";
    return List.of(
        Route.post(path + "/add", Access.LINK, this::add),
        Route.post(path + "/pay", Access.LINK, this::pay));
  }

  /// The page of a payment that waits.
  ///
  /// @param isNotAdded whether the customer left the provider without adding money
  Answer show(PageRequest page, OrderView view, OrderSummary summary, boolean isNotAdded) {
    var merchant = view.order().merchant();
    var uuid = view.payment().orElseThrow().uuid();
    var found = store.find(merchant, uuid);
    if (found.isEmpty() || found.get().status() == PaymentStatus.FUNDED) {
      found.ifPresent(payment -> slowly(() -> resumer.resume(payment, Actor.CUSTOMER)));
      return pages.leave(page, RedirectPaths.finish(merchant, uuid));
    }
    var payment = found.get();
    boolean isAdding = payment.status() == PaymentStatus.FUNDS_IN_TRANSIT;
    var path = RedirectPaths.start(merchant, uuid);
    if (page.isScript()) {
      return pages.nothingNew();
    }
    var ways = ways(payment, lack(payment));
    var model =
        new BalanceShort(
            summary,
            ways.way(),
            ways.toAdd(),
            connectors.name(view.payment().orElseThrow().gateway()),
            path,
            returns.of(view.order()),
            checkout.walletsPath(page, view),
            isAdding,
            isNotAdded);
    var policy = PagePolicy.STRICT.withFormTargets(returns.place(view.order()).stream().toList());
    return pages.show(
        page, 200, "short", model, isAdding ? policy.refreshedAfter(LOOK_AGAIN_SECONDS) : policy);
  }

  private Topups.Lack lack(UnfundedPayment it) {
    return slowCalls
        .within(() -> topups.lack(it.merchant(), it.wallet(), it.amount()))
        .orElseGet(() -> topups.storedLack(it.merchant(), it.wallet(), it.amount()));
  }

  /// What a slow provider does not end in time shows with the payment.
  private void slowly(Runnable call) {
    var _ =
        slowCalls.within(
            () -> {
              call.run();
              return true;
            });
  }

  private record Ways(Way way, Optional<Money> toAdd) {}

  private Ways ways(UnfundedPayment payment, Topups.Lack lack) {
    return switch (lack) {
      case Topups.Lack.Some(var toAdd) -> new Ways(Way.ADD, Optional.of(toAdd));
      case Topups.Lack.Nothing _ ->
          new Ways(store.isRefusedAgain(payment) ? Way.AGAIN : Way.GO_ON, Optional.empty());
      case Topups.Lack.Page(var missing) -> new Ways(Way.APP, missing);
      case Topups.Lack.Link _ -> new Ways(Way.NONE, Optional.empty());
    };
  }

  /// As the form of [#show], for a customer who has asked for it on the page before.
  Answer add(PageRequest page, MerchantId merchant, String payment) {
    return pages.leave(
        page,
        missing.add(merchant, payment).orElseGet(() -> RedirectPaths.start(merchant, payment)));
  }

  /// To the provider; whoever has gone there before goes on with the same top-up.
  private Answer add(Request request) {
    var path = startPath(request);
    sessions.ofForm(request, path);
    return waiting(request)
        .flatMap(missing::add)
        .map(Answer::seeOther)
        .orElseGet(() -> Answer.seeOther(path));
  }

  /// Pays with money that came in another way.
  private Answer pay(Request request) {
    sessions.ofForm(request, startPath(request));
    waiting(request).ifPresent(it -> slowly(() -> resumer.resumeAsFunded(it)));
    return Answer.seeOther(
        RedirectPaths.PAYMENT_FINISH + request.path("merchant") + "/" + request.path("txn"));
  }

  private Optional<UnfundedPayment> waiting(Request request) {
    return Optional.of(request.path("merchant"))
        .filter(MerchantId::isForm)
        .flatMap(merchant -> store.find(new MerchantId(merchant), request.path("txn")));
  }

  private static String startPath(Request request) {
    return RedirectPaths.PAYMENT_START + request.path("merchant") + "/" + request.path("txn");
  }
}
