package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;

/// What a provider gave us to act on one linked wallet; sealed at rest.
///
/// @param values the connector's own names to values
/// @param expiresAt when the provider stops accepting them, where it says so
/// @param cap the largest single debit that they allow, where there is one
public record Credentials(
    Map<String, Secret> values, Optional<Instant> expiresAt, Optional<Money> cap) {
  public Credentials {
    values = Map.copyOf(values);
  }

  public Secret value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("credential " + name + ": missing");
    }
    return value;
  }
}
