package org.batua.gateway.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The connectors that this server has, by gateway.
public final class Connectors {
  private final Map<GatewayCode, Connector> byGateway = new LinkedHashMap<>();

  public Connectors(List<Connector> connectors) {
    for (var connector : connectors) {
      if (byGateway.put(connector.gateway(), connector) != null) {
        throw new IllegalArgumentException("connector " + connector.gateway() + ": given twice");
      }
    }
  }

  public Optional<Connector> find(GatewayCode gateway) {
    return Optional.ofNullable(byGateway.get(gateway));
  }

  /// The name that people know a provider by; its code for one that this server does not have.
  public String name(GatewayCode gateway) {
    return find(gateway).map(Connector::name).orElse(gateway.code());
  }

  /// In the order in which they were given.
  public List<Connector> all() {
    return List.copyOf(byGateway.values());
  }
}
