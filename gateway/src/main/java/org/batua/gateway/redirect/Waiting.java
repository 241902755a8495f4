package org.batua.gateway.redirect;

import java.util.Optional;

/// The page of a payment whose outcome is not known yet.
///
/// @param back signed, to the merchant; empty where none is known
/// @param target where links out of the page open
public record Waiting(OrderSummary summary, Optional<String> back, String target)
    implements OrderPage {}
