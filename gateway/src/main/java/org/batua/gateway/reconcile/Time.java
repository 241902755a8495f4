package org.batua.gateway.reconcile;

/// Whether something happened in the period that is compared. What lies outside only answers for
/// what lies inside, and is no difference of its own.
public enum Time {
  WITHIN,
  OUTSIDE
}
