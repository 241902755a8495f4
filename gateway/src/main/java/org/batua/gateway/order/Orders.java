package org.batua.gateway.order;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.resolution.ResolvableStatus;

/// Creating, changing and reading orders.
public final class Orders {
  private final OrderStore store;
  private final Customers customers;
  private final ReturnUrls returnUrls;
  private final MerchantSettings settings;
  private final OutcomeCheck outcomes;
  private final Ids ids;
  private final InstantSource clock;

  public Orders(
      OrderStore store,
      Customers customers,
      ReturnUrls returnUrls,
      MerchantSettings settings,
      OutcomeCheck outcomes,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.customers = customers;
    this.returnUrls = returnUrls;
    this.settings = settings;
    this.outcomes = outcomes;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a request says of an order.
  public record Content(
      String orderId, Money amount, String customerGiven, Map<String, String> details) {}

  /// What to do with an order id that exists with another content.
  public enum IfDifferent {
    REFUSE,
    /// The legacy call updates an order that is not paid.
    UPDATE
  }

  /// Adds an order; the same content again gives the stored one.
  ///
  /// @throws Rejected when the id exists with another content and may not be updated
  public OrderView create(MerchantId merchant, Content content, IfDifferent ifDifferent) {
    var order = draft(merchant, content, customer(merchant, content.customerGiven()));
    if (store.insert(order)) {
      return new OrderView(order, Optional.empty(), List.of());
    }
    var stored = find(merchant, content.orderId());
    if (sameContent(stored.order(), content)) {
      return stored;
    }
    var currency = stored.order().amount().currency();
    if (ifDifferent == IfDifferent.REFUSE || !currency.equals(content.amount().currency())) {
      throw new Rejected(
          new Rejection.DuplicateRequest(
              "order_id " + content.orderId() + " exists with another content."));
    }
    return change(
        stored.order(),
        new OrderStore.Change(
            Optional.of(content.amount()),
            content.customerGiven(),
            order.customer(),
            content.details()));
  }

  /// An order that is not stored yet.
  ///
  /// @param customer whom the content names; empty when it names no known one
  /// @throws Rejected when the customer would come back to a host that the merchant does not list
  public Order draft(MerchantId merchant, Content content, Optional<CustomerId> customer) {
    refuseOtherHosts(merchant, content.details());
    var now = clock.instant();
    return new Order(
        new OrderRef("ordeh_" + ids.timedHex(now)),
        merchant,
        content.orderId(),
        customer,
        content.customerGiven(),
        content.amount(),
        OrderStatus.NEW,
        content.details(),
        new Money(0, content.amount().currency()),
        now.truncatedTo(ChronoUnit.SECONDS),
        settings.times(merchant).orderExpiry().map(now.truncatedTo(ChronoUnit.SECONDS)::plus));
  }

  /// Changes amount and details of an order that is not paid; its currency stays.
  ///
  /// @param amount reads the new amount in the order's currency
  /// @throws Rejected when there is no such order, or a payment is under way or done
  public OrderView update(
      MerchantId merchant,
      String orderId,
      Function<Currency, Optional<Money>> amount,
      Map<String, String> details) {
    refuseOtherHosts(merchant, details);
    var order = find(merchant, orderId).order();
    return change(
        order,
        new OrderStore.Change(
            amount.apply(order.amount().currency()), "", Optional.empty(), details));
  }

  private void refuseOtherHosts(MerchantId merchant, Map<String, String> details) {
    returnUrls.refuseOtherHosts(merchant, Optional.ofNullable(details.get("return_url")));
  }

  public OrderView find(MerchantId merchant, String orderId) {
    return lookUp(merchant, orderId)
        .orElseThrow(() -> new Rejected(new Rejection.UnknownOrder(orderId)));
  }

  /// The order, if the merchant has one of this id.
  public Optional<OrderView> lookUp(MerchantId merchant, String orderId) {
    return store.find(merchant, orderId).map(this::withCustomer);
  }

  /// An order whose customer was created while it was stored, so that neither saw the other.
  private OrderView withCustomer(OrderView view) {
    var order = view.order();
    if (order.customer().isPresent() || order.customerGiven().isEmpty()) {
      return view;
    }
    var customer = customer(order.merchant(), order.customerGiven());
    customer.ifPresent(known -> store.bindCustomer(order.ref(), known));
    return customer.flatMap(_ -> store.find(order.ref())).orElse(view);
  }

  /// The order, if the caller may see it.
  ///
  /// @throws Rejected for an order that does not exist or is not this caller's
  public OrderView reach(Caller caller, String orderId) {
    var view = find(caller.merchant(), orderId);
    if (caller instanceof Caller.Customer(_, var customer)
        && !Optional.of(customer).equals(view.order().customer())) {
      throw new Rejected(new Rejection.UnknownOrder(orderId));
    }
    return view;
  }

  /// The order as it is now, after asking the provider if its outcome is open.
  public OrderView status(Caller caller, String orderId) {
    var view = reach(caller, orderId);
    boolean open =
        view.payment().filter(one -> mayChange(one.status())).isPresent()
            || view.refunds().stream().anyMatch(refund -> mayChange(refund.status()));
    if (!open) {
      return view;
    }
    outcomes.check(view.order().ref());
    return find(caller.merchant(), orderId);
  }

  /// What is presumed to have failed may still turn out to have succeeded.
  private static boolean mayChange(ResolvableStatus status) {
    return status.isChecked() || status.isPresumed();
  }

  /// Some of a merchant's orders, and how many there are.
  public record Listing(List<OrderView> orders, long total) {}

  public Listing list(MerchantId merchant, int count, int offset) {
    return new Listing(store.newestFirst(merchant, count, offset), store.count(merchant));
  }

  private OrderView change(Order order, OrderStore.Change change) {
    if (!store.changeIfOpen(order.ref(), change, clock.instant())) {
      throw new Rejected(
          new Rejection.OrderRefused(
              "order.payment.started", "A payment of this order is under way or done."));
    }
    return find(order.merchant(), order.orderId());
  }

  private static boolean sameContent(Order stored, Content content) {
    return stored.amount().equals(content.amount())
        && stored.customerGiven().equals(content.customerGiven())
        && stored.details().equals(content.details());
  }

  private Optional<CustomerId> customer(MerchantId merchant, String given) {
    return given.isEmpty() ? Optional.empty() : customers.lookUp(merchant, given).map(Customer::id);
  }
}
