package org.batua.simulator.engine;

import java.time.Instant;

/// One double entry: `amount` leaves one ledger account and enters another.
public record Posting(String cause, LedgerAccount from, LedgerAccount to, Paise amount, Instant at)
    implements Row {
  public Posting {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("amount: " + amount + " (expected: > 0)");
    }
  }
}
