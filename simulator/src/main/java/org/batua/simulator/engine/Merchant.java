package org.batua.simulator.engine;

import java.util.Optional;

/// A merchant known to a provider, with its signing key and the separate one some use for renewals.
public record Merchant(Provider provider, Mid mid, String key, Optional<String> renewalKey)
    implements Row {
  @Override
  public String toString() {
    return provider + "/" + mid;
  }
}
