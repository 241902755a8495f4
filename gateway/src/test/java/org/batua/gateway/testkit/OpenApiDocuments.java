package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The OpenAPI documents that the gateway serves, as one: the merchants' API, and what browsers,
/// providers and monitors reach.
final class OpenApiDocuments {
  private OpenApiDocuments() {}

  static JsonNode all() {
    var all = (ObjectNode) read("/openapi.yaml");
    add(read("/pages-openapi.yaml"), "", all);
    return all;
  }

  private static JsonNode read(String resource) {
    try (var in = OpenApiDocuments.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": missing (expected: on the class path)");
      }
      return new YAMLMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What both describe, both describe alike.
  private static void add(JsonNode more, String at, ObjectNode into) {
    for (var group : more.properties()) {
      var name = at + "/" + group.getKey();
      var there = into.get(group.getKey());
      if (there == null) {
        into.set(group.getKey(), group.getValue());
      } else if (name.equals("/paths") || name.matches("/components(/[a-zA-Z]+)?")) {
        add(group.getValue(), name, (ObjectNode) there);
      } else if (!at.isEmpty() && !there.equals(group.getValue())) {
        throw new IllegalStateException(name + ": not the same in both documents");
      }
    }
  }
}
