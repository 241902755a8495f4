package org.batua.simulator.engine;

import java.util.Optional;

/// Which calls to find: those after a sequence number that match every given criterion.
public record JournalQuery(
    long since,
    Optional<Reference> reference,
    Optional<CallKind> kind,
    Optional<String> maskedPhone,
    int limit) {

  boolean matches(JournalEntry entry) {
    return entry.sequence() > since
        && (reference.isEmpty() || reference.equals(entry.reference()))
        && (kind.isEmpty() || kind.get() == entry.kind())
        && (maskedPhone.isEmpty() || maskedPhone.equals(entry.maskedPhone()));
  }
}
