package org.batua.gateway.checkout;

import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.Wallets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Guests, who pay one order with a wallet that is not its customer's. Each browser gets a guest of
/// its own, so that nobody finds another's wallet behind a number that changed hands; nothing of a
/// guest is kept once the order is paid.
public final class OrderGuests {
  private static final Logger LOG = LoggerFactory.getLogger(OrderGuests.class);
  private static final int REFERENCE_BYTES = 8;
  private static final int FORGET_LIMIT = 100;
  private static final String INDIA = "91";
  private static final String INDONESIA = "62";

  private final CheckoutStore store;
  private final Customers customers;
  private final Wallets wallets;
  private final Ids ids;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public OrderGuests(
      CheckoutStore store,
      Customers customers,
      Wallets wallets,
      Ids ids,
      InstantSource clock,
      CheckoutLimits limits) {
    this.store = store;
    this.customers = customers;
    this.wallets = wallets;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// The country code of numbers that are entered without one.
  static String countryCode(Order order) {
    return order.amount().currency().equals(Money.IDR) ? INDONESIA : INDIA;
  }

  CustomerId create(Order order) {
    var none = Optional.<String>empty();
    var contact = new Customer.Changes(Optional.of(countryCode(order)), none, none, none, none);
    var reference = "guest_" + order.ref() + "_" + ids.hex(REFERENCE_BYTES);
    var guest = customers.create(order.merchant(), reference, contact).id();
    extend(guest, order);
    return guest;
  }

  /// Lets a guest act for as long as a session that begins now.
  void extend(CustomerId guest, Order order) {
    store.putGuest(guest, order.ref(), clock.instant().plus(limits.session()));
  }

  /// Delinks the wallets of guests whose order is paid, or whose time is over.
  ///
  /// @return how many guests
  public int forgetFinished() {
    var finished = store.finishedGuests(clock.instant(), FORGET_LIMIT);
    for (var guest : finished) {
      try {
        delinkAll(guest);
        store.deleteGuest(guest.customer());
      } catch (Rejected e) {
        LOG.atWarn()
            .addKeyValue("customer", guest.customer().value())
            .addKeyValue("cause", e.rejection().getClass().getSimpleName())
            .log("a guest's wallets were not delinked; the next run tries again");
      }
    }
    return finished.size();
  }

  private void delinkAll(CheckoutStore.FinishedGuest guest) {
    var caller = new Caller.Customer(guest.merchant(), guest.customer());
    for (Wallet wallet : wallets.list(caller, guest.customer().value())) {
      if (wallet.isLinked()) {
        wallets.delink(caller, wallet.id());
      }
    }
  }
}
