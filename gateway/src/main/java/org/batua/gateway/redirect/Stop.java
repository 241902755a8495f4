package org.batua.gateway.redirect;

import java.util.Optional;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.Branded;

/// The page of a way that ends early.
///
/// @param kind selects the texts: `expired`, `away` or `forged`
/// @param onward where it goes on; empty for nowhere
/// @param back to the shop; empty where no address is known, or where it goes on first
public record Stop(String kind, String onward, Brand brand, Optional<String> back)
    implements Branded {}
