package org.batua.gateway.connector.freecharge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import org.batua.gateway.base.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// FreeCharge's checksum: SHA-256 in hex over the members as compact JSON, followed by the key.
///
/// Members that are null or blank are dropped, names are sorted at every depth, slashes and letters
/// beyond ASCII stand for themselves. Source: merchants' plug-ins.
final class FreechargeChecksum {
  static final String NAME = "checksum";
  private static final JsonMapper JSON = JsonMapper.shared();

  private FreechargeChecksum() {}

  static String of(JsonNode members, Secret key) {
    var text = JSON.writeValueAsString(sorted(members)) + key.reveal();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256: missing in this JDK", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(sorted(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    var byName = new TreeMap<String, JsonNode>();
    node.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
    byName.remove(NAME);
    var object = JsonNodeFactory.instance.objectNode();
    byName.forEach(
        (name, value) -> {
          if (!isBlank(value)) {
            object.set(name, sorted(value));
          }
        });
    return object;
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull() || (value.isString() && value.asString().isBlank());
  }

  /// Compares in constant time; hexadecimal letters may be of either case.
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
