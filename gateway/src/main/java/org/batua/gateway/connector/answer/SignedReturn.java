package org.batua.gateway.connector.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What a customer's browser brought back from a provider's page, among whatever trackers and shops
/// added on the way: `fbclid`, `utm_source`.
///
/// @param brought all of it
public record SignedReturn(Map<String, String> brought) {
  public SignedReturn {
    brought = Map.copyOf(brought);
  }

  /// Whether the provider signed it: all of it, since providers add fields of their own, or else
  /// what the provider is known to send.
  ///
  /// @param fields those that the provider is known to send, its signature's included
  public boolean isSigned(Set<String> fields, Predicate<Map<String, String>> signature) {
    var known = new HashMap<>(brought);
    known.keySet().retainAll(fields);
    return signature.test(brought) || signature.test(Map.copyOf(known));
  }
}
