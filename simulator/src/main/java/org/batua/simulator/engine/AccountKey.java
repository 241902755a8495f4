package org.batua.simulator.engine;

/// A customer's wallet at one provider.
public record AccountKey(Provider provider, Phone phone) {}
