package org.batua.gateway.connector.amazonpay;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One answer of Amazon Pay.
///
/// @param signature what became of its `x-amz-signature`
/// @param requestId Amazon's name of the call
record AmazonpayAnswer(int httpStatus, JsonNode json, Signature signature, String requestId) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,2})?");
  private static final Pattern DATE = Pattern.compile("[0-9]{8}T[0-9]{6}Z");

  /// Empty when the body is not a JSON object.
  ///
  /// @param method and path of the call, which an answer's signature covers
  static Optional<AmazonpayAnswer> read(
      AmazonpayWire wire, String method, String path, Answered answered) {
    return parse(answered.body())
        .map(
            json ->
                new AmazonpayAnswer(
                    answered.status(),
                    json,
                    signature(wire, method, path, answered, json),
                    answered.header("x-amz-request-id").orElse("")));
  }

  static Optional<JsonNode> parse(String body) {
    try {
      var json = JSON.readTree(body);
      return json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// Nothing is published about the signature of errors, so that one may lack it; an error moves no
  /// money and TLS protects it.
  private static Signature signature(
      AmazonpayWire wire, String method, String path, Answered answered, JsonNode json) {
    if (answered.header("x-amz-signature").isEmpty()) {
      return answered.status() / 100 == 2 && wire.account().wantsSignedAnswers()
          ? Signature.WRONG
          : Signature.NOT_NEEDED;
    }
    return isSigned(wire, method, path, answered.headers(), fields(json))
        ? Signature.RIGHT
        : Signature.WRONG;
  }

  /// Whether Amazon signed these fields in answer to such a call.
  ///
  /// @param stamp where the parameters `x-amz-…` are
  static boolean isSigned(
      AmazonpayWire wire,
      String method,
      String path,
      Map<String, String> stamp,
      Map<String, String> fields) {
    var date = stamp.getOrDefault("x-amz-date", "");
    var given = stamp.getOrDefault("x-amz-signature", "");
    if (!DATE.matcher(date).matches()) {
      return false;
    }
    var counted =
        Map.of(
            "x-amz-algorithm",
            AmazonpaySignature.ALGORITHM,
            "x-amz-date",
            date,
            "x-amz-request-id",
            stamp.getOrDefault("x-amz-request-id", ""));
    var place = AmazonpayWire.place(wire.account().url(path));
    var message = new AmazonpaySignature.Message(method, place, Map.of(), counted, fields);
    var expected = wire.account().signature().sign(message, date, wire.account().secretKey());
    return AmazonpaySignature.same(expected, given);
  }

  /// The fields as texts, as they are signed; one that has fields of its own is written as
  /// `{name=value, …}`.
  private static Map<String, String> fields(JsonNode json) {
    Map<String, String> fields = new HashMap<>();
    json.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> fields.put(field.getKey(), written(field.getValue())));
    return fields;
  }

  private static String written(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> field.getKey() + "=" + written(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asString("");
  }

  /// A field that is a text or a number.
  Optional<String> text(String name) {
    return text(json, name);
  }

  static Optional<String> text(JsonNode parent, String name) {
    var node = parent.path(name);
    return node.isString() || node.isNumber()
        ? Optional.of(written(node)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  Optional<BigDecimal> amount(String name) {
    return text(name).filter(AMOUNT.asMatchPredicate()).map(BigDecimal::new);
  }

  Optional<Instant> updatedAt() {
    try {
      return text("updateTime").map(Instant::parse);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// The error's name; empty when the call was served.
  String code() {
    return text("code").orElse("");
  }

  String status() {
    return text("status").orElse("");
  }

  ProviderResponse response() {
    var code = code().isEmpty() ? status() : code();
    return new ProviderResponse(code, text("message").orElse(""), httpStatus, requestId);
  }
}
