package org.batua.gateway.redirect;

/// The page of a way that ends early.
///
/// @param kind selects the texts: `expired`, `away` or `forged`
/// @param onward where it goes on; empty for nowhere
public record Stop(String kind, String onward) {}
