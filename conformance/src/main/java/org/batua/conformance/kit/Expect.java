package org.batua.conformance.kit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What checks ask of an answer; each method names what differs.
public final class Expect {
  private Expect() {}

  /// A field that is there, whatever its value.
  public static JsonNode field(JsonNode node, String name) {
    if (!node.has(name)) {
      throw new Deviation(name + ": missing in " + shown(node));
    }
    return node.path(name);
  }

  /// A field that is a JSON text.
  public static String text(JsonNode node, String name) {
    var value = field(node, name);
    if (!value.isString()) {
      throw new Deviation(name + ": " + value + " (expected: a text)");
    }
    return value.asString();
  }

  /// A field that is this text.
  public static void text(JsonNode node, String name, String expected) {
    same(name, text(node, name), expected);
  }

  /// A field that is a text of this form.
  public static String form(JsonNode node, String name, String pattern) {
    var value = text(node, name);
    matches(name, value, pattern);
    return value;
  }

  /// A field that is a JSON number of this value, written without needless decimals.
  public static void number(JsonNode node, String name, String expected) {
    var value = number(node, name);
    if (value.compareTo(new BigDecimal(expected)) != 0) {
      throw new Deviation(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /// A field that is a JSON number without needless decimals: 10, 109.55, never 10.0.
  public static BigDecimal number(JsonNode node, String name) {
    var value = field(node, name);
    if (!value.isNumber()) {
      throw new Deviation(name + ": " + value + " (expected: a number)");
    }
    var decimal = value.decimalValue();
    if (decimal.scale() > 0 && decimal.stripTrailingZeros().scale() != decimal.scale()) {
      throw new Deviation(name + ": " + decimal + " (expected: no needless decimals)");
    }
    return decimal;
  }

  /// A field that is the JSON boolean true.
  public static void isTrue(JsonNode node, String name) {
    same(name, bool(node, name), true);
  }

  /// A field that is the JSON boolean false.
  public static void isFalse(JsonNode node, String name) {
    same(name, bool(node, name), false);
  }

  /// A field that is a JSON boolean.
  public static boolean bool(JsonNode node, String name) {
    var value = field(node, name);
    if (!value.isBoolean()) {
      throw new Deviation(name + ": " + value + " (expected: true or false)");
    }
    return value.booleanValue();
  }

  /// Fields that are there and null.
  public static void nulls(JsonNode node, String... names) {
    for (var name : names) {
      if (!field(node, name).isNull()) {
        throw new Deviation(name + ": " + node.path(name) + " (expected: null)");
      }
    }
  }

  /// Fields that are not there.
  public static void absent(JsonNode node, String... names) {
    for (var name : names) {
      if (node.has(name)) {
        throw new Deviation(name + ": " + node.path(name) + " (expected: absent)");
      }
    }
  }

  /// Fields that are all there.
  public static void has(JsonNode node, String... names) {
    for (var name : names) {
      field(node, name);
    }
  }

  /// Exactly these fields, in this order.
  public static void keys(JsonNode node, String... names) {
    same("keys", List.copyOf(node.propertyNames()), List.of(names));
  }

  /// A field that is a list.
  public static List<JsonNode> list(JsonNode node, String name) {
    var value = field(node, name);
    if (!value.isArray()) {
      throw new Deviation(name + ": " + value + " (expected: a list)");
    }
    return Stream.iterate(0, i -> i < value.size(), i -> i + 1).map(value::path).toList();
  }

  public static void same(String what, Object actual, Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw new Deviation(what + ": " + actual + " (expected: " + expected + ")");
    }
  }

  public static void matches(String what, String actual, String pattern) {
    if (!Pattern.matches(pattern, actual)) {
      throw new Deviation(what + ": " + actual + " (expected: " + pattern + ")");
    }
  }

  public static void oneOf(String what, Object actual, Set<?> expected) {
    if (!expected.contains(actual)) {
      throw new Deviation(what + ": " + actual + " (expected one of: " + expected + ")");
    }
  }

  public static void that(boolean holds, String what) {
    if (!holds) {
      throw new Deviation(what);
    }
  }

  /// A refusal for fields: 400 in the documented shape that names the field.
  public static void refusesField(Reply reply, String field) {
    var body = reply.json(400);
    text(body, "status", "Bad Request");
    text(body, "error_code", "INVALID_REQUEST");
    text(body.path("error_info"), "code", "INVALID_INPUT");
    names(body, field);
  }

  /// A refusal because mandatory fields are missing, in the documented shape that names each.
  public static void refusesMissing(Reply reply, String... fields) {
    var body = reply.json(400);
    text(body, "status", "Bad Request");
    text(body, "error_code", "Mandatory fields are missing");
    text(body.path("error_info"), "code", "MISSING_MANDATORY_PARAMETER");
    for (var field : fields) {
      names(body, field);
    }
  }

  /// A refusal with an error code of its own.
  public static void refuses(Reply reply, int status, String errorCode) {
    text(reply.json(status), "error_code", errorCode);
  }

  private static void names(JsonNode body, String field) {
    var named = list(body.path("error_info"), "fields");
    if (named.stream().noneMatch(it -> it.path("field_name").asString("").equals(field))) {
      throw new Deviation("error_info.fields: " + named + " (expected: names " + field + ")");
    }
  }

  private static String shown(JsonNode node) {
    var text = node.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
