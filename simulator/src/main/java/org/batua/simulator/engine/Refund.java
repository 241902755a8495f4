package org.batua.simulator.engine;

import java.time.Instant;

/// Money given back out of one debit; a debit may have several.
public record Refund(
    ProviderReference providerReference,
    TransactionKey debit,
    Paise amount,
    Progress progress,
    Instant createdAt)
    implements Row {

  public Status status() {
    return progress.status();
  }

  Refund with(Progress changed) {
    return new Refund(providerReference, debit, amount, changed, createdAt);
  }
}
