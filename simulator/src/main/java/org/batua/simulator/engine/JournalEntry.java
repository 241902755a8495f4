package org.batua.simulator.engine;

import java.time.Instant;
import java.util.Optional;

/// One received call and what was answered; `httpStatus` 0 means that nothing was.
public record JournalEntry(
    long sequence,
    Instant at,
    Provider provider,
    CallKind kind,
    Optional<Reference> reference,
    Optional<String> maskedPhone,
    Optional<Paise> amount,
    String outcome,
    int httpStatus)
    implements Row {}
