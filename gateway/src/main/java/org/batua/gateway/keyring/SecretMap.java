package org.batua.gateway.keyring;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.base.Secret;
import tools.jackson.databind.json.JsonMapper;

/// Several named secrets as one, for sealing.
public final class SecretMap {
  private static final JsonMapper JSON = new JsonMapper();

  private SecretMap() {}

  public static Secret write(Map<String, Secret> secrets) {
    var json = JSON.createObjectNode();
    secrets.forEach((name, value) -> json.put(name, value.reveal()));
    return Secret.of(JSON.writeValueAsString(json));
  }

  public static Map<String, Secret> read(Secret written) {
    Map<String, Secret> secrets = new HashMap<>();
    JSON.readTree(written.reveal())
        .properties()
        .forEach(entry -> secrets.put(entry.getKey(), Secret.of(entry.getValue().stringValue())));
    return secrets;
  }
}
