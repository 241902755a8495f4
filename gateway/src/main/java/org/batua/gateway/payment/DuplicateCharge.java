package org.batua.gateway.payment;

/// What happens to a charge that came late, after another one had paid its order.
public enum DuplicateCharge {
  /// It goes back to the customer by itself.
  REFUND,
  /// It stays until an operator refunds it.
  KEEP
}
