package org.batua.gateway.checkout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.redirect.CustomerCheckout;
import org.batua.gateway.redirect.SlowCalls;

/// Browsers at orders: who opened which order, and what the browser may do there.
///
/// A payment link is the capability of its order: its id has 80 random bits. Whoever has it sees
/// what is to be paid, and may pay with a wallet of their own. The wallets of the order's customer
/// show only in a browser that proved to be that customer's.
public final class Checkouts implements CustomerCheckout {
  private static final Duration REMEMBERED_AFTER_EXPIRY = Duration.ofDays(1);

  private final CheckoutStore store;
  private final OrderStore orderStore;
  private final Orders orders;
  private final SlowCalls slowCalls;
  private final InstantSource clock;

  public Checkouts(
      CheckoutStore store,
      OrderStore orderStore,
      Orders orders,
      SlowCalls slowCalls,
      InstantSource clock) {
    this.store = store;
    this.orderStore = orderStore;
    this.orders = orders;
    this.slowCalls = slowCalls;
    this.clock = clock;
  }

  /// The order of a payment link, after asking the provider if its outcome is open; a provider that
  /// is slow to answer is not waited for.
  ///
  /// @throws Rejected when there is no such order
  Checkout open(PageRequest page, Embedding embedding, OrderRef ref) {
    var stored =
        orderStore.find(ref).orElseThrow(() -> new Rejected(new Rejection.UnknownLink())).order();
    var view =
        slowCalls
            .within(() -> orders.status(new Caller.Merchant(stored.merchant()), stored.orderId()))
            .orElseGet(() -> orders.find(stored.merchant(), stored.orderId()));
    return checkout(page, embedding, view);
  }

  Optional<Order> find(OrderRef ref) {
    return view(ref).map(OrderView::order);
  }

  /// The order as it is stored.
  Optional<OrderView> view(OrderRef ref) {
    return orderStore.find(ref);
  }

  /// Whether this browser had a session at the order, which has expired.
  boolean hasExpiredSession(Checkout checkout) {
    return checkout.session().isEmpty()
        && store.hasExpiredSession(checkout.page().browser(), checkout.ref(), clock.instant());
  }

  @Override
  public boolean isLinking(PageRequest page, WalletId wallet) {
    return store.isLinking(page.browser(), wallet, clock.instant());
  }

  @Override
  public String path(OrderView order) {
    return CheckoutPaths.window(order.order().ref());
  }

  @Override
  public Optional<String> walletsPath(PageRequest page, OrderView order) {
    var checkout = checkout(page, Embedding.NONE, order);
    return checkout.session().map(_ -> checkout.walletsPath());
  }

  /// Deletes what expired a while ago.
  ///
  /// @return how many rows
  public int forgetExpired() {
    return store.deleteExpiredBefore(clock.instant().minus(REMEMBERED_AFTER_EXPIRY));
  }

  private Checkout checkout(PageRequest page, Embedding embedding, OrderView view) {
    boolean isExpired = view.order().isExpired(clock.instant());
    return new Checkout(page, embedding, view, session(page, view), isExpired);
  }

  private Optional<CheckoutSession> session(PageRequest page, OrderView order) {
    return store.session(page.browser(), order.order().ref(), clock.instant());
  }
}
