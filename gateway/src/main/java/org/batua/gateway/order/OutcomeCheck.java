package org.batua.gateway.order;

import org.batua.gateway.base.OrderRef;

/// Asks the provider now how the unknown payments of an order ended, if nobody asked just before.
@FunctionalInterface
public interface OutcomeCheck {
  void check(OrderRef order);
}
