package org.batua.gateway.reconcile;

/// What one side says of a movement of money, in words that hold for both sides.
public enum MoneyState {
  /// The money moved; with us: it is in the books.
  MOVED,
  /// It may still move.
  OPEN,
  NOT_MOVED
}
