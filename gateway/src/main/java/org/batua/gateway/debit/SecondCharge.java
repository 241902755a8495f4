package org.batua.gateway.debit;

/// What happens to a charge that came late, after another one had paid its order.
public enum SecondCharge {
  /// It goes back to the customer by itself.
  REFUND,
  /// It stays; somebody gives it back by hand.
  KEEP
}
