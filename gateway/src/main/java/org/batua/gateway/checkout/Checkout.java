package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.page.PageRequest;

/// One browser at one order.
///
/// @param isExpired whether it is too late to begin a payment of the order
record Checkout(
    PageRequest page,
    Embedding embedding,
    OrderView view,
    Optional<CheckoutSession> session,
    boolean isExpired) {
  Order order() {
    return view.order();
  }

  OrderRef ref() {
    return view.order().ref();
  }

  MerchantId merchant() {
    return view.order().merchant();
  }

  boolean isFramed() {
    return embedding == Embedding.MERCHANT;
  }

  /// Its first page; its steps are below it.
  String path() {
    return CheckoutPaths.of(embedding) + ref();
  }

  /// The page of the wallets to pay with; while a payment waits for money, the first page leads to
  /// that payment instead.
  String walletsPath() {
    return path() + (isShortOfMoney() ? "/wallets" : "");
  }

  /// Whether a payment may begin; one that only waits for money is superseded by it, and one that
  /// waits for a wallet goes on with it.
  boolean isPayable() {
    boolean isOpen = order().status().isOpen() || isShortOfMoney() || chosenGateway().isPresent();
    return isOpen && !isExpired;
  }

  /// The gateway that the shop chose: its payment waits for a wallet of that one.
  Optional<GatewayCode> chosenGateway() {
    return view.payment()
        .filter(one -> one.status() == PaymentStatus.AWAITING_WALLET)
        .map(OrderView.Payment::gateway);
  }

  /// Whether a gateway is offered.
  boolean offers(GatewayCode gateway) {
    return chosenGateway().map(gateway::equals).orElse(true);
  }

  /// Whether its payment waits for its customer to add money to the wallet.
  boolean isShortOfMoney() {
    return order().status() == OrderStatus.PENDING_CUSTOMER
        && view.payment().filter(one -> one.status().isShortOfMoney()).isPresent();
  }

  /// The customers whose wallets this browser may see and pay with.
  List<CustomerId> owners() {
    return session.map(CheckoutSession::owners).orElse(List.of());
  }

  /// Whether a wallet of this owner is a guest's at an order of a customer.
  boolean isGuest(CustomerId owner) {
    return !order().customer().equals(Optional.of(owner));
  }

  /// The customer that this browser proved to be; empty for a stranger.
  Optional<CustomerId> provenCustomer() {
    return session.filter(CheckoutSession::isProven).map(CheckoutSession::customer);
  }

  /// The order's customer, whom this browser proved to be; empty for a stranger or a guest.
  Optional<CustomerId> account() {
    return provenCustomer().filter(one -> order().customer().equals(Optional.of(one)));
  }

  Caller.Customer as(CustomerId customer) {
    return new Caller.Customer(merchant(), customer);
  }
}
