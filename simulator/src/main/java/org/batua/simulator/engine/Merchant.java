package org.batua.simulator.engine;

import java.util.Optional;

/// A merchant known to a provider, with its signing key.
///
/// @param secondKey what some providers give besides: MobiKwik a key for renewals, Paytm a client
///   id and its secret, as `id:secret`, Amazon Pay the id of its key as well, before those two,
///   PhonePe the index of the key
public record Merchant(Provider provider, Mid mid, String key, Optional<String> secondKey)
    implements Row {
  @Override
  public String toString() {
    return provider + "/" + mid;
  }
}
