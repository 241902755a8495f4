package org.batua.simulator.engine;

import java.util.Optional;

/// A merchant known to a provider, with its signing key.
///
/// @param secondKey what some providers give besides: MobiKwik a key for renewals, Paytm a client
///   id and its secret, as `id:secret`, Amazon Pay the id of its key as well, before those two,
///   PhonePe the index of the key
/// @param name what customers see on the provider's pages, as the account has it
public record Merchant(
    Provider provider, Mid mid, String key, Optional<String> secondKey, Optional<String> name)
    implements Row {
  /// One that has not told its name yet.
  public Merchant(Provider provider, Mid mid, String key, Optional<String> secondKey) {
    this(provider, mid, key, secondKey, Optional.empty());
  }

  Merchant named(Optional<String> changed) {
    return new Merchant(provider, mid, key, secondKey, changed);
  }

  /// What stands on a page.
  public String shownName() {
    return name.orElse(mid.value());
  }

  @Override
  public String toString() {
    return provider + "/" + mid;
  }
}
