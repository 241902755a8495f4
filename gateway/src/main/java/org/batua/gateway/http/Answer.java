package org.batua.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is sent back.
///
/// @param errorCode for the log; empty when nothing was refused
public record Answer(
    int status, String contentType, String body, Map<String, String> headers, String errorCode) {
  private static final JsonMapper JSON = new JsonMapper();

  public static Answer ok(JsonNode body) {
    return json(200, body, Map.of(), "");
  }

  public static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body, Map.of(), "");
  }

  /// This answer with one more header.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more, errorCode);
  }

  /// Sends the browser elsewhere.
  public static Answer redirect(String url) {
    return new Answer(302, "text/plain", "", Map.of("Location", url), "");
  }

  static Answer json(int status, JsonNode body, Map<String, String> headers, String errorCode) {
    return new Answer(
        status,
        "application/json",
        JSON.writeValueAsString(body),
        new LinkedHashMap<>(headers),
        errorCode);
  }

  /// A new JSON object; its keys keep the order in which they are put.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
