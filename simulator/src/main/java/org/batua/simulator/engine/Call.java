package org.batua.simulator.engine;

import java.util.Optional;

/// A call as it came in over a provider's wire, for the journal.
public record Call(
    Provider provider,
    CallKind kind,
    Optional<Reference> reference,
    Optional<Phone> phone,
    Optional<Paise> amount) {

  public static Call of(Provider provider, CallKind kind, Phone phone) {
    return new Call(provider, kind, Optional.empty(), Optional.of(phone), Optional.empty());
  }
}
