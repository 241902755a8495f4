package org.batua.gateway.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is sent back.
///
/// @param cookies each a whole `Set-Cookie` header
/// @param errorCode for the log; empty when nothing was refused
public record Answer(
    int status,
    String contentType,
    String body,
    Map<String, String> headers,
    List<String> cookies,
    String errorCode) {
  public static final String HTML = "text/html; charset=utf-8";

  private static final JsonMapper JSON = new JsonMapper();

  public static Answer ok(JsonNode body) {
    return json(200, body, Map.of(), "");
  }

  public static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body, Map.of(), List.of(), "");
  }

  /// This answer with one more header.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more, cookies, errorCode);
  }

  /// This answer with one more cookie.
  public Answer withCookie(String cookie) {
    var more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Answer(status, contentType, body, headers, more, errorCode);
  }

  public static Answer html(int status, String body, Map<String, String> headers) {
    return new Answer(status, HTML, body, headers, List.of(), "");
  }

  /// An answer that is all in its headers.
  static Answer nothing() {
    return new Answer(204, "text/plain", "", Map.of(), List.of(), "");
  }

  /// Sends the browser elsewhere after a form, so that the form is not sent again.
  public static Answer seeOther(String url) {
    return new Answer(303, "text/plain", "", Map.of("Location", url), List.of(), "");
  }

  /// Sends the browser elsewhere.
  public static Answer redirect(String url) {
    return new Answer(302, "text/plain", "", Map.of("Location", url), List.of(), "");
  }

  static Answer json(int status, JsonNode body, Map<String, String> headers, String errorCode) {
    return new Answer(
        status,
        "application/json",
        JSON.writeValueAsString(body),
        new LinkedHashMap<>(headers),
        List.of(),
        errorCode);
  }

  /// A new JSON object; its keys keep the order in which they are put.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
