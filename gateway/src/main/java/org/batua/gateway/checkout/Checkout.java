package org.batua.gateway.checkout;

import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;

/// One browser at one order.
record Checkout(PageRequest visit, OrderView view, Optional<CheckoutSession> seat) {
  Order order() {
    return view.order();
  }

  OrderRef ref() {
    return view.order().ref();
  }

  MerchantId merchant() {
    return view.order().merchant();
  }

  /// Whether a payment may begin: one that only waits for money gives way to it.
  boolean isPayable() {
    return order().status().isOpen() || isShortOfMoney();
  }

  /// Whether its payment waits for its customer to add money to the wallet.
  boolean isShortOfMoney() {
    return order().status() == OrderStatus.PENDING_CUSTOMER
        && view.payment().filter(OrderView.Payment::isShortOfMoney).isPresent();
  }

  /// Where the wallets to pay with are shown, without the checkout's own path: while a payment
  /// waits, the checkout itself leads to that.
  String walletsPath() {
    return ref() + (isShortOfMoney() ? "/wallets" : "");
  }

  /// The customer whose wallets this browser may see; empty for a stranger.
  Optional<CustomerId> known() {
    return seat.filter(CheckoutSession::isProven).map(CheckoutSession::customer);
  }

  Caller.Customer as(CustomerId customer) {
    return new Caller.Customer(merchant(), customer);
  }
}
