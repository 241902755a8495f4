package org.batua.gateway.lookup;

import org.batua.gateway.base.Money;

/// How much money of one age has an open end.
public record OpenMoney(Age age, long transactions, Money amount) {
  /// How long it has been open, at most.
  public enum Age {
    TEN_MINUTES,
    HOUR,
    DAY,
    OLDER
  }
}
