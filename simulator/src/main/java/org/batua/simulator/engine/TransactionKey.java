package org.batua.simulator.engine;

/// A merchant's reference at one provider: what a repeated order is recognised by.
public record TransactionKey(Provider provider, Mid mid, Reference reference) {}
