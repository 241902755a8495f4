package org.batua.simulator.engine;

/// One piece of state as it is kept and stored: an immutable value that replaces the one before it.
public sealed interface Row
    permits Account,
        ClockOffset,
        Faults,
        JournalEntry,
        Link,
        Merchant,
        OtpSession,
        Posting,
        Refund,
        Transaction {}
