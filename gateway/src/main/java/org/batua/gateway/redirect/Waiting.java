package org.batua.gateway.redirect;

/// The page of a payment whose outcome is not known yet.
public record Waiting(OrderSummary summary) {}
