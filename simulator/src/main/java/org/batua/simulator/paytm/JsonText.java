package org.batua.simulator.paytm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The members of a JSON object, each with the very characters that came: checksums cover those.
record JsonText(Map<String, String> members) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Empty unless the text is a JSON object.
  static Optional<JsonText> read(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (token.isStructStart()) {
          parser.skipChildren();
          int end = (int) parser.currentLocation().getCharOffset();
          members.put(name, text.substring(start, end));
        } else {
          members.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getString());
        }
      }
      return Optional.of(new JsonText(members));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// Empty where it is absent or empty.
  Optional<String> get(String name) {
    return Optional.ofNullable(members.get(name)).filter(v -> !v.isEmpty());
  }

  /// A member that is an object itself.
  Optional<JsonText> object(String name) {
    return get(name).flatMap(JsonText::read);
  }

  static String write(Map<String, ?> values) {
    return JsonMapper.shared().writeValueAsString(values);
  }
}
