package org.batua.gateway.connector;

import java.util.Map;
import org.batua.gateway.base.Secret;

/// A merchant's account at a provider (one MID), as a connector sees it.
///
/// @param id our id of the account; isolates its connections, limits and figures
/// @param settings every setting that [Connector#accountFields()] names, fallbacks filled in
/// @param secrets every secret that it names
public record ProviderAccount(
    String id, GatewayCode gateway, Map<String, String> settings, Map<String, Secret> secrets) {
  public ProviderAccount {
    settings = Map.copyOf(settings);
    secrets = Map.copyOf(secrets);
  }

  public String setting(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException("setting " + name + ": missing in provider account " + id);
    }
    return value;
  }

  public Secret secret(String name) {
    var value = secrets.get(name);
    if (value == null) {
      throw new IllegalStateException("secret " + name + ": missing in provider account " + id);
    }
    return value;
  }
}
