package org.batua.gateway.provider;

import java.time.Instant;

/// That an operator closed a provider account: since when, who, why.
public record ClosedAccount(String account, Instant at, String by, String reason) {}
