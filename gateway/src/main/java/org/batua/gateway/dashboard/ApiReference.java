package org.batua.gateway.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// An OpenAPI document as people read it: calls by topic, with parameters and answers.
public record ApiReference(String title, String description, List<Topic> topics) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  private static final int DEPTH_MAX = 8;

  public ApiReference {
    topics = List.copyOf(topics);
  }

  /// Calls that belong together.
  public record Topic(String name, String description, List<Call> calls) {}

  /// One method and path.
  public record Call(
      String id,
      String method,
      String path,
      String summary,
      String description,
      List<Parameter> parameters,
      List<Reply> replies) {}

  /// What a call takes.
  ///
  /// @param in `path`, `query`, `header` or `body`
  public record Parameter(
      String name, String in, String type, boolean required, String description) {}

  /// What a call answers.
  public record Reply(String status, String description) {}

  /// Reads a document of the class path.
  static ApiReference of(String resource) {
    try (var in = ApiReference.class.getResourceAsStream(resource)) {
      var text =
          new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      return new Reader(new YAMLMapper().readTree(text)).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads one document.
  private static final class Reader {
    private final JsonNode root;
    private final Map<String, List<Call>> byTopic = new LinkedHashMap<>();

    Reader(JsonNode root) {
      this.root = root;
    }

    ApiReference read() {
      for (var path : root.path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            var call = call(path.getKey(), path.getValue(), method.getKey(), method.getValue());
            var topic = method.getValue().path("tags").path(0).asString("calls");
            byTopic.computeIfAbsent(topic, _ -> new ArrayList<>()).add(call);
          }
        }
      }
      List<Topic> topics = new ArrayList<>();
      byTopic.forEach((name, calls) -> topics.add(new Topic(name, about(name), calls)));
      var info = root.path("info");
      return new ApiReference(
          info.path("title").asString(""), info.path("description").asString("").strip(), topics);
    }

    private String about(String topic) {
      for (var tag : root.path("tags")) {
        if (tag.path("name").asString("").equals(topic)) {
          return tag.path("description").asString("").strip();
        }
      }
      return "";
    }

    private Call call(String path, JsonNode item, String method, JsonNode operation) {
      List<Parameter> parameters = new ArrayList<>();
      for (var list : List.of(item.path("parameters"), operation.path("parameters"))) {
        list.forEach(it -> parameters.add(parameter(resolve(it))));
      }
      body(operation).ifPresent(schema -> fields(schema, parameters, 0));
      List<Reply> replies = new ArrayList<>();
      for (var reply : operation.path("responses").properties()) {
        var text = resolve(reply.getValue()).path("description").asString("").strip();
        replies.add(new Reply(reply.getKey(), text));
      }
      return new Call(
          (method + path).replaceAll("[^a-zA-Z0-9]+", "-"),
          method.toUpperCase(Locale.ROOT),
          path,
          operation.path("summary").asString("").strip(),
          operation.path("description").asString("").strip(),
          List.copyOf(parameters),
          List.copyOf(replies));
    }

    private Parameter parameter(JsonNode node) {
      return new Parameter(
          node.path("name").asString(""),
          node.path("in").asString(""),
          type(resolve(node.path("schema"))),
          node.path("required").asBoolean(false),
          node.path("description").asString("").strip());
    }

    private Optional<JsonNode> body(JsonNode operation) {
      var content = resolve(operation.path("requestBody")).path("content");
      for (var form : List.of("application/x-www-form-urlencoded", "application/json")) {
        if (content.has(form)) {
          return Optional.of(resolve(content.path(form).path("schema")));
        }
      }
      return Optional.empty();
    }

    private void fields(JsonNode schema, List<Parameter> into, int depth) {
      if (depth > DEPTH_MAX) {
        return;
      }
      schema.path("allOf").forEach(it -> fields(resolve(it), into, depth + 1));
      schema.path("oneOf").forEach(it -> fields(resolve(it), into, depth + 1));
      List<String> required = new ArrayList<>();
      schema.path("required").forEach(it -> required.add(it.asString("")));
      for (var field : schema.path("properties").properties()) {
        var node = resolve(field.getValue());
        boolean known = into.stream().anyMatch(it -> it.name().equals(field.getKey()));
        if (!known) {
          into.add(
              new Parameter(
                  field.getKey(),
                  "body",
                  type(node),
                  required.contains(field.getKey()),
                  node.path("description").asString("").strip()));
        }
      }
    }

    private static String type(JsonNode schema) {
      if (schema.has("const")) {
        return schema.path("const").asString("");
      }
      var type = schema.path("type");
      var name =
          type.isArray()
              ? String.join(" | ", type.valueStream().map(it -> it.asString("")).toList())
              : type.asString("");
      var values = schema.path("enum");
      return values.isArray() && !values.isEmpty()
          ? String.join(" | ", values.valueStream().map(it -> it.asString("")).toList())
          : name;
    }

    private JsonNode resolve(JsonNode node) {
      var at = node;
      for (int i = 0; i < DEPTH_MAX && at.has("$ref"); i++) {
        at = root.at(at.path("$ref").asString("").substring(1));
      }
      return at;
    }
  }
}
