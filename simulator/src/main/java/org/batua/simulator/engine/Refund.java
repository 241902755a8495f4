package org.batua.simulator.engine;

import java.time.Instant;
import java.util.Optional;

/// Money given back out of one debit; a debit may have several.
///
/// @param reference the merchant's own name of it, at providers that have one
public record Refund(
    ProviderReference providerReference,
    Optional<Reference> reference,
    TransactionKey debit,
    Paise amount,
    Progress progress,
    Instant createdAt)
    implements Row {

  /// Its own key, which no other refund of the merchant has.
  Optional<TransactionKey> ownKey() {
    return reference.map(own -> new TransactionKey(debit.provider(), debit.mid(), own));
  }

  public Status status() {
    return progress.status();
  }

  Refund with(Progress changed) {
    return new Refund(providerReference, reference, debit, amount, changed, createdAt);
  }
}
