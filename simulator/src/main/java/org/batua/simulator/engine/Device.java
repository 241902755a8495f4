package org.batua.simulator.engine;

/// The device that a link was made on, as the merchant names it.
public record Device(String id) {}
