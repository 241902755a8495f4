package org.batua.gateway.provider;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.batua.gateway.connector.RecordedFields;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Shows of a message, whether JSON, a form or XML, the values that an allow-list names, as JSON;
/// of all others only that they were there.
final class WireRedaction {
  static final String HIDDEN = "***";
  static final int LENGTH_MAX = 8192;
  private static final int VALUE_LENGTH_MAX = 200;
  private static final int LAST = 4;
  private static final int NESTING_MAX = 3;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int NAME_LENGTH_MAX = 48;
  private static final Pattern LEAF = Pattern.compile("<([A-Za-z_][\\w.-]{0,47})>([^<]*)</\\1>");

  private final RecordedFields fields;
  private final StringWriter text = new StringWriter();
  private final JsonGenerator out = JSON.createGenerator(text);

  private WireRedaction(RecordedFields fields) {
    this.fields = fields;
  }

  /// At most [#LENGTH_MAX] characters; what cannot be read is only measured.
  static String of(String message, RecordedFields fields) {
    var body = message.strip();
    if (body.isEmpty()) {
      return "";
    }
    var redaction = new WireRedaction(fields);
    try {
      redaction.message(body);
    } catch (JacksonException | IllegalArgumentException e) {
      return unreadable(body);
    }
    var shown = redaction.text.toString();
    return shown.length() <= LENGTH_MAX ? shown : shown.substring(0, LENGTH_MAX);
  }

  private static String unreadable(String body) {
    return "(" + body.length() + " characters in no known form)";
  }

  private void message(String body) {
    char first = body.charAt(0);
    try (out) {
      if (first == '{' || first == '[') {
        json(body, 0);
      } else if (first == '<') {
        xml(body);
      } else if (body.indexOf('=') > 0) {
        form(body);
      } else {
        out.writeString(unreadable(body));
      }
    }
  }

  private void json(String body, int nesting) {
    try (var in = JSON.createParser(body)) {
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        json(in, token, nesting);
      }
    }
  }

  private void json(JsonParser in, JsonToken token, int nesting) {
    switch (token) {
      case START_OBJECT -> out.writeStartObject();
      case END_OBJECT -> out.writeEndObject();
      case START_ARRAY -> out.writeStartArray();
      case END_ARRAY -> out.writeEndArray();
      case PROPERTY_NAME -> out.writeName(name(in.currentName()));
      case VALUE_NULL -> out.writeNull();
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          value(owner(in), in.getString(), nesting);
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalArgumentException("no JSON");
    }
  }

  /// The name of a value; of one in an array that of the array.
  private static String owner(JsonParser in) {
    var place = in.streamReadContext();
    while (place != null && !place.hasCurrentName()) {
      place = place.getParent();
    }
    return place == null ? "" : place.currentName();
  }

  private void xml(String body) {
    out.writeStartObject();
    var leaf = LEAF.matcher(body);
    while (leaf.find()) {
      out.writeName(name(leaf.group(1)));
      value(leaf.group(1), leaf.group(2), 0);
    }
    out.writeEndObject();
  }

  private void form(String body) {
    out.writeStartObject();
    for (var pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var name = decoded(pair.substring(0, equals));
        out.writeName(name(name));
        value(name, decoded(pair.substring(equals + 1)), 0);
      }
    }
    out.writeEndObject();
  }

  private static String decoded(String text) {
    boolean isEncoded = text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
    return isEncoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
  }

  /// A name that may itself be somebody's value is hidden as well.
  private static String name(String name) {
    return isName(name) ? name : HIDDEN;
  }

  private void value(String name, String value, int nesting) {
    if (fields.encoded().contains(name) && nesting < NESTING_MAX) {
      json(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8), nesting + 1);
    } else if (fields.shown().contains(name)) {
      out.writeString(plain(value));
    } else if (fields.masked().contains(name) && value.length() > 2 * LAST) {
      out.writeString(HIDDEN + plain(value.substring(value.length() - LAST)));
    } else {
      out.writeString(value.isEmpty() ? "" : HIDDEN);
    }
  }

  private static String plain(String value) {
    var cut = value.length() <= VALUE_LENGTH_MAX ? value : value.substring(0, VALUE_LENGTH_MAX);
    for (int i = 0; i < cut.length(); i++) {
      if (isUnprintable(cut.charAt(i))) {
        return printable(cut);
      }
    }
    return cut;
  }

  private static String printable(String text) {
    var shown = new StringBuilder(text);
    for (int i = 0; i < shown.length(); i++) {
      if (isUnprintable(shown.charAt(i))) {
        shown.setCharAt(i, ' ');
      }
    }
    return shown.toString();
  }

  private static boolean isUnprintable(char c) {
    return c < ' ' || c == 0x7F || c == 0xFFFD;
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > NAME_LENGTH_MAX || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
