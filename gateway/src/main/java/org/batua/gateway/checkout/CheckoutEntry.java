package org.batua.gateway.checkout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.page.PageRequest;

/// The ways in which a browser proves to be the order's customer's: a start link, or a client
/// token.
public final class CheckoutEntry {
  private static final int TOKEN_BYTES = 16;

  private final CheckoutStore store;
  private final OrderStore orders;
  private final ClientTokens clientTokens;
  private final Guesses guesses;
  private final Ids ids;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public CheckoutEntry(
      CheckoutStore store,
      OrderStore orders,
      ClientTokens clientTokens,
      Guesses guesses,
      Ids ids,
      InstantSource clock,
      CheckoutLimits limits) {
    this.store = store;
    this.orders = orders;
    this.clientTokens = clientTokens;
    this.guesses = guesses;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// A link that proves the browser which opens it first to be the customer's.
  Secret startLink(OrderRef order, CustomerId customer) {
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    store.insertStart(token, order, customer, startLinkExpiry());
    return token;
  }

  Instant startLinkExpiry() {
    return clock.instant().plus(limits.startLink());
  }

  /// Opens a start link. One that was used before, for example by a link preview, leads to the
  /// order too but proves nothing.
  ///
  /// @throws Rejected when there is no such link
  OrderRef start(PageRequest page, Secret token) {
    var start =
        store
            .useStart(token, clock.instant())
            .orElseThrow(() -> new Rejected(new Rejection.UnknownLink()));
    if (start.isFirst()) {
      putProven(page, start.order(), start.customer());
    }
    return start.order();
  }

  /// Signs a browser in that brings a client token of the order's customer.
  ///
  /// @param address of the browser
  /// @throws Rejected when the token has expired, or is another customer's
  void signIn(PageRequest page, String address, OrderRef ref, Secret clientToken) {
    var caller =
        guesses
            .find(address, clientToken, () -> clientTokens.use(clientToken))
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    var order =
        orders.find(ref).orElseThrow(() -> new Rejected(new Rejection.UnknownLink())).order();
    boolean isOwn =
        order.merchant().equals(caller.merchant())
            && order.customer().equals(Optional.of(caller.customer()));
    if (!isOwn) {
      throw new Rejected(new Rejection.Unauthenticated());
    }
    putProven(page, ref, caller.customer());
  }

  /// Remembers a browser that goes to a provider's page from here, so that it comes back here when
  /// nothing is paid there. It proves nothing.
  void remember(Checkout checkout) {
    checkout
        .order()
        .customer()
        .filter(_ -> checkout.session().isEmpty())
        .ifPresent(
            customer -> put(checkout.page(), checkout.ref(), CheckoutSession.stranger(customer)));
  }

  private void putProven(PageRequest page, OrderRef order, CustomerId customer) {
    put(page, order, CheckoutSession.proven(customer));
  }

  private void put(PageRequest page, OrderRef order, CheckoutSession session) {
    store.put(page.browser(), order, session, clock.instant().plus(limits.session()));
  }
}
