package org.batua.conformance.kit;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered.
///
/// @param call method and path, for messages
public record Reply(String call, int status, HttpHeaders headers, String body) {
  private static final int SHOWN_MAX = 300;
  // keeps 10.0 apart from 10
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /// The body of an answer with this status.
  ///
  /// @throws Deviation for another status, or no JSON
  public JsonNode json(int expected) {
    status(expected);
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new Deviation(this + ": the body is not JSON");
    }
  }

  /// The body of an answer with status 200.
  public JsonNode ok() {
    return json(200);
  }

  /// Refuses another status.
  ///
  /// @throws Deviation for another status
  public void status(int expected) {
    if (status != expected) {
      throw new Deviation(this + " (expected: status " + expected + ")");
    }
  }

  /// A header of the answer.
  ///
  /// @throws Deviation when there is none
  public String header(String name) {
    return headers
        .firstValue(name)
        .orElseThrow(() -> new Deviation(call + ": no header " + name + " in the answer"));
  }

  @Override
  public String toString() {
    var shown = body.length() > SHOWN_MAX ? body.substring(0, SHOWN_MAX) + "…" : body;
    return call + ": " + status + " " + shown;
  }
}
