package org.batua.simulator.freecharge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// FreeCharge's signature: SHA-256 over the members as compact JSON in the order of their names,
/// followed by the merchant's key.
///
/// The scheme is read out of merchants' plug-ins.
final class Checksum {
  private static final String NAME = "checksum";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static String of(Map<String, String> fields, String key) {
    JsonNode members = MAPPER.valueToTree(fields);
    return of(members, key);
  }

  static String of(JsonNode members, String key) {
    return sha256(canonical(members) + key);
  }

  /// The text that is signed: without the checksum, and without members that are null or blank.
  static String canonical(JsonNode members) {
    StringJoiner text = new StringJoiner(",", "{", "}");
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    members.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    sorted.remove(NAME);
    sorted.forEach(
        (name, value) -> {
          if (!isBlank(value)) {
            text.add(MAPPER.writeValueAsString(name) + ":" + written(value));
          }
        });
    return text.toString();
  }

  private static String written(JsonNode value) {
    if (value.isObject()) {
      return canonical(value);
    }
    if (value.isArray()) {
      StringJoiner text = new StringJoiner(",", "[", "]");
      value.forEach(element -> text.add(written(element)));
      return text.toString();
    }
    return MAPPER.writeValueAsString(value);
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull() || (value.isString() && value.asString().isBlank());
  }

  /// Takes the same time wherever two checksums differ.
  static boolean matches(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Checksum() {}
}
