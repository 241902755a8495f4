package org.batua.simulator.control;

import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.batua.simulator.http.Content;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the control API's JSON.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static JsonNode read(ServerRequest request) {
    try {
      return MAPPER.readTree(Content.bytes(request));
    } catch (JacksonException e) {
      throw new BadRequestException("The body is not JSON", e);
    }
  }

  static void send(ServerResponse response, Object body) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(MAPPER.writeValueAsBytes(body));
  }

  private Json() {}
}
