package org.batua.gateway.order;

import org.batua.gateway.base.OrderRef;

/// Asks the provider now how the unknown payments of an order ended, if they were not asked about a
/// moment ago.
@FunctionalInterface
public interface OutcomeCheck {
  void check(OrderRef order);
}
