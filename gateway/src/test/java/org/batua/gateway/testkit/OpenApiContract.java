package org.batua.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds an HTTP exchange against the gateway's OpenAPI documents and names every difference. A
/// response must match to the letter: status, headers, media type, body. A request must be
/// documented by path and method, and match when it was answered with 2xx: a test may send nonsense
/// to see it refused.
public final class OpenApiContract {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String COMPONENTS = "components";
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getOpenApi31())
          .keyword(new NonValidationKeyword(COMPONENTS))
          .build();

  private final JsonNode document;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(
          DIALECT,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final IdentityHashMap<JsonNode, Schema> compiled = new IdentityHashMap<>();

  private OpenApiContract(JsonNode document) {
    this.document = document;
  }

  /// What was sent. Header names in any letter case; `query` without `?`, empty for none.
  public record Request(
      String method, String path, String query, Map<String, String> headers, String body) {
    public Request {
      headers = anyCase(headers);
    }

    public static Request get(String pathAndQuery) {
      var parts = pathAndQuery.split("\\?", 2);
      return new Request("GET", parts[0], parts.length > 1 ? parts[1] : "", Map.of(), "");
    }

    public static Request form(String path, String body) {
      var type = Map.of("content-type", "application/x-www-form-urlencoded");
      return new Request("POST", path, "", type, body);
    }
  }

  /// What came back. Header names in any letter case.
  public record Response(int status, Map<String, String> headers, String body) {
    public Response {
      headers = anyCase(headers);
    }
  }

  private record Operation(String path, JsonNode pathItem, JsonNode node) {}

  /// Of the documents that the gateway serves.
  public static OpenApiContract load() {
    return new OpenApiContract(OpenApiDocuments.all());
  }

  public static OpenApiContract of(String yaml) {
    return new OpenApiContract(new YAMLMapper().readTree(yaml));
  }

  public JsonNode document() {
    return document;
  }

  /// Every way in which the exchange differs from the document; empty when it does not.
  public List<String> violations(Request request, Response response) {
    var path = template(request.path());
    var item = path.map(document.get("paths")::get);
    boolean isHead = request.method().equals("HEAD");
    var word = isHead ? "get" : request.method().replaceAll("[a-z]", "_").toLowerCase(Locale.ROOT);
    var node = item.map(it -> it.get(word));
    if (isHead) {
      return ofHead(path.isPresent(), node, request, response);
    }
    if (path.isEmpty() || item.isEmpty()) {
      return refusalOfPath(request, response);
    }
    if (node.isEmpty()) {
      return refusalOfMethod(request, response);
    }
    var operation = new Operation(path.get(), item.get(), node.get());
    var found = new ArrayList<>(ofResponse(operation, response));
    if (response.status() / 100 == 2) {
      found.addAll(ofRequest(operation, request));
    }
    return found.stream()
        .map(it -> request.method() + " " + path.get() + " → " + response.status() + ": " + it)
        .toList();
  }

  /// The differences between a JSON value and one schema of the document.
  public List<String> differences(JsonNode schema, JsonNode value) {
    return compile(schema).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  // HEAD is GET without content.
  private static List<String> ofHead(
      boolean isPath, Optional<JsonNode> get, Request request, Response response) {
    var call = request.method() + " " + request.path() + " → " + response.status() + ": ";
    boolean isDocumented =
        get.map(it -> it.get("responses").has(Integer.toString(response.status())))
            .orElse(response.status() == (isPath ? 405 : 404));
    return Stream.of(
            isDocumented ? "" : call + "status not documented",
            response.body().isEmpty() ? "" : call + "content")
        .filter(it -> !it.isEmpty())
        .toList();
  }

  // What is not documented has to be refused, with the error body that every refusal has.
  private List<String> refusalOfPath(Request request, Response response) {
    var call = request.method() + " " + request.path();
    if (response.status() != 404) {
      return List.of(call + ": not documented, but answered " + response.status());
    }
    return ofContent(document.at("/components/responses/NotFound"), response).stream()
        .map(it -> call + " → 404: " + it)
        .toList();
  }

  private List<String> refusalOfMethod(Request request, Response response) {
    var call = request.method() + " " + request.path();
    if (response.status() != 405) {
      return List.of(call + ": not documented, but answered " + response.status());
    }
    var found = new ArrayList<>(ofJson(document.at("/components/schemas/Error"), response.body()));
    if (!response.headers().getOrDefault("allow", "").matches("[A-Z]+(, [A-Z]+)*")) {
      found.add("header Allow missing");
    }
    if (!response.body().contains("\"method_not_allowed\"")) {
      found.add("another error_code");
    }
    return found.stream().map(it -> call + " → 405: " + it).toList();
  }

  private List<String> ofResponse(Operation operation, Response response) {
    var documented = operation.node().get("responses").get(Integer.toString(response.status()));
    return documented == null
        ? List.of("status not documented")
        : ofContent(resolve(documented), response);
  }

  private List<String> ofContent(JsonNode documented, Response response) {
    var found = new ArrayList<String>();
    documented
        .path("headers")
        .properties()
        .forEach(it -> found.addAll(ofHeader(it.getKey(), resolve(it.getValue()), response)));
    var type = mediaType(response.headers());
    var content = documented.path("content").get(type);
    if (content == null) {
      found.add("media type '" + type + "' not documented");
    } else if (type.equals("application/json")) {
      found.addAll(ofJson(content.get("schema"), response.body()));
    }
    return found;
  }

  private List<String> ofHeader(String name, JsonNode documented, Response response) {
    var value = response.headers().get(name);
    if (value == null) {
      return documented.path("required").asBoolean(false)
          ? List.of("header " + name + " missing")
          : List.of();
    }
    return differences(documented.get("schema"), JsonNodeFactory.instance.stringNode(value))
        .stream()
        .map(it -> "header " + name + it)
        .toList();
  }

  private List<String> ofJson(JsonNode schema, String body) {
    try {
      var value = JSON.readTree(body);
      return Stream.concat(
              differences(schema, value).stream(), needlessDecimals("", value).stream())
          .toList();
    } catch (JacksonException e) {
      return List.of("body is not JSON: " + e.getOriginalMessage());
    }
  }

  // A schema sees 10 and 10.0 as the same number; the contract does not.
  private static List<String> needlessDecimals(String at, JsonNode value) {
    var found = new ArrayList<String>();
    if (value.isBigDecimal() && value.decimalValue().scale() > Math.max(0, plainScale(value))) {
      found.add(at + ": " + value.decimalValue().toPlainString() + " has needless decimals");
    }
    value
        .properties()
        .forEach(it -> found.addAll(needlessDecimals(at + "/" + it.getKey(), it.getValue())));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      found.addAll(needlessDecimals(at + "/" + i, value.get(i)));
    }
    return found;
  }

  private static int plainScale(JsonNode value) {
    return value.decimalValue().stripTrailingZeros().scale();
  }

  private List<String> ofRequest(Operation operation, Request request) {
    var query = ParameterText.form(request.query());
    var found = new ArrayList<String>();
    Stream.of(operation.pathItem(), operation.node())
        .flatMap(it -> it.path("parameters").valueStream())
        .map(this::resolve)
        .forEach(it -> found.addAll(ofParameter(operation, request, query, it)));
    var body = operation.node().get("requestBody");
    if (body != null) {
      found.addAll(ofBody(body, request, query));
    }
    return found;
  }

  private List<String> ofParameter(
      Operation operation, Request request, Map<String, String> query, JsonNode parameter) {
    var name = parameter.get("name").asString();
    var value =
        switch (parameter.get("in").asString()) {
          case "query" -> query.get(name);
          case "header" -> request.headers().get(name);
          case "path" -> pathValue(operation.path(), request.path(), name);
          default -> throw new IllegalStateException("parameter: " + parameter);
        };
    if (value == null || value.isEmpty()) {
      return parameter.path("required").asBoolean(false)
          ? List.of("parameter " + name + " missing")
          : List.of();
    }
    var schema = parameter.get("schema");
    var asText = differences(schema, JsonNodeFactory.instance.stringNode(value));
    var fits =
        asText.isEmpty()
            || scalar(value).map(it -> differences(schema, it).isEmpty()).orElse(false);
    return fits ? List.of() : List.of("parameter " + name + asText);
  }

  private List<String> ofBody(JsonNode documented, Request request, Map<String, String> query) {
    var type = mediaType(request.headers());
    if (request.body().isEmpty() && type.isEmpty() && !documented.has("required")) {
      return List.of();
    }
    var content = documented.get("content").get(type);
    if (content == null) {
      return List.of("request media type '" + type + "' not documented");
    }
    if (!content.has("schema")) {
      return List.of(); // a form of somebody else's making
    }
    var fields =
        switch (type) {
          case "application/json" -> withoutEmpty((ObjectNode) JSON.readTree(withoutMark(request)));
          case "multipart/form-data" ->
              node(
                  ParameterText.multipart(
                      request.headers().getOrDefault("content-type", ""), request.body()));
          default -> node(ParameterText.form(withoutMark(request)));
        };
    query.forEach(
        (name, value) -> fields.putIfAbsent(name, JsonNodeFactory.instance.stringNode(value)));
    return differences(content.get("schema"), fields).stream().map(it -> "request" + it).toList();
  }

  private static String withoutMark(Request request) {
    return request.body().startsWith("\uFEFF") ? request.body().substring(1) : request.body();
  }

  // As the document says: an empty text, list or object counts as not given.
  private static ObjectNode withoutEmpty(ObjectNode fields) {
    var empty =
        fields.properties().stream()
            .filter(it -> it.getValue().isContainer() ? it.getValue().isEmpty() : isBlank(it))
            .map(Map.Entry::getKey)
            .toList();
    return fields.remove(empty);
  }

  private static boolean isBlank(Map.Entry<String, JsonNode> member) {
    return member.getValue().isString() && member.getValue().stringValue().isEmpty();
  }

  private Optional<String> template(String given) {
    var path =
        given.length() > 1 && given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    // A literal path beats one with a parameter: /wallets/refresh before /wallets/{wallet}.
    return document.get("paths").propertyNames().stream()
        .filter(it -> matches(it, path))
        .min((a, b) -> Long.compare(count(a, '{'), count(b, '{')));
  }

  private static boolean matches(String template, String path) {
    var expected = template.split("/", -1);
    var given = path.split("/", -1);
    if (expected.length != given.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      var parameter = expected[i].startsWith("{") && !given[i].isEmpty();
      if (!parameter && !expected[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  private static String pathValue(String template, String path, String name) {
    var at = List.of(template.split("/", -1)).indexOf("{" + name + "}");
    // '+' is itself in a path
    return URLDecoder.decode(path.split("/", -1)[at].replace("+", "%2B"), UTF_8);
  }

  private JsonNode resolve(JsonNode node) {
    var ref = node.get("$ref");
    return ref == null ? node : document.at(ref.asString().substring(1));
  }

  private synchronized Schema compile(JsonNode schema) {
    return compiled.computeIfAbsent(
        schema,
        it -> {
          // its `#/components/schemas/…` must be found inside the schema's own document
          var alone = (ObjectNode) it.deepCopy();
          alone.putObject(COMPONENTS).set("schemas", document.at("/components/schemas"));
          return schemas.getSchema(alone);
        });
  }

  private static ObjectNode node(Map<String, String> fields) {
    var node = JsonNodeFactory.instance.objectNode();
    fields.forEach(node::put);
    return node;
  }

  private static Optional<JsonNode> scalar(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isValueNode);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String mediaType(Map<String, String> headers) {
    return headers
        .getOrDefault("content-type", "")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static long count(String text, int character) {
    return text.chars().filter(it -> it == character).count();
  }

  private static Map<String, String> anyCase(Map<String, String> headers) {
    var map = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    map.putAll(headers);
    return Collections.unmodifiableMap(map);
  }
}
