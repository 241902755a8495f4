package org.batua.gateway.connector.paytm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The members of a JSON object, each with the very characters that came, since checksums cover
/// those: an id may be a number, an amount may be a text.
record PaytmJson(Map<String, String> members) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,13}(?:\\.[0-9]{1,8})?");

  /// Empty for what is no object.
  static Optional<PaytmJson> read(String text) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var members = new LinkedHashMap<String, String>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        members.put(name, value(parser, text));
      }
      return parser.nextToken() == null ? Optional.of(new PaytmJson(members)) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String value(JsonParser parser, String text) {
    var token = parser.nextToken();
    if (!token.isStructStart()) {
      return token == JsonToken.VALUE_NULL ? "" : parser.getString();
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return text.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  static String write(Map<String, ?> values) {
    return JsonMapper.shared().writeValueAsString(values);
  }

  /// The value of the first of these names that has one.
  Optional<String> find(String... names) {
    for (var name : names) {
      var value = members.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  String text(String... names) {
    return find(names).orElse("");
  }

  /// A member that is an object itself; an empty one when it is not.
  PaytmJson object(String name) {
    return find(name).flatMap(PaytmJson::read).orElseGet(() -> new PaytmJson(Map.of()));
  }

  /// The objects of a member that is a list.
  List<PaytmJson> objects(String name) {
    var objects = new ArrayList<PaytmJson>();
    var text = text(name);
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return List.of();
      }
      for (var token = parser.nextToken();
          token == JsonToken.START_OBJECT;
          token = parser.nextToken()) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        read(text.substring(start, (int) parser.currentLocation().getCharOffset()))
            .ifPresent(objects::add);
      }
      return objects;
    } catch (JacksonException _) {
      return List.of();
    }
  }

  /// Whether the text can be an amount at all.
  static Optional<BigDecimal> amount(String text) {
    return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /// Without the values: tokens come in them.
  @Override
  public String toString() {
    return "PaytmJson" + members.keySet();
  }
}
