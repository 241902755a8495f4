package org.batua.gateway.connector;

import java.util.Map;
import org.batua.gateway.base.Secret;

/// What a connector must remember between start and completion of a linking; sealed at rest.
public record LinkState(Map<String, Secret> values) {
  public LinkState {
    values = Map.copyOf(values);
  }

  public Secret value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("link state " + name + ": missing");
    }
    return value;
  }
}
