package org.batua.simulator.amazonpay;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Body;
import org.batua.simulator.http.Content;
import org.batua.simulator.http.Deliverer;
import org.batua.simulator.http.Form;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets a call through when its signature is right and fresh, and signs the answers.
final class Gate {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final List<String> SIGNED =
      List.of(
          "x-amz-algorithm",
          "x-amz-client-id",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-source",
          "x-amz-user-agent",
          "x-amz-user-ip");

  private final Administration administration;
  private final Deliverer deliverer;

  Gate(Administration administration, Deliverer deliverer) {
    this.administration = administration;
    this.deliverer = deliverer;
  }

  /// A call of a known merchant.
  ///
  /// @param origin the address at which the caller reached us
  record Request(Merchant merchant, Map<String, String> parameters, String origin) {
    String text(String name) {
      return parameters.getOrDefault(name, "");
    }
  }

  Handler serving(CallKind kind, Function<Request, Answer> call) {
    return (request, response) -> {
      Optional<Map<String, String>> body = body(request);
      Optional<Merchant> merchant = merchant(request);
      Answer answer;
      if (merchant.isEmpty() || body.isEmpty()) {
        answer = refused(kind, body.isEmpty() ? Code.INVALID_ARGUMENTS : Code.UNAUTHORIZED);
      } else {
        Optional<Code> fault = fault(request, merchant.get(), body.get());
        answer =
            fault
                .map(code -> refused(kind, code))
                .orElseGet(() -> call.apply(read(request, merchant.get(), body.get())));
      }
      send(request, response, answer, merchant);
    };
  }

  private Answer refused(CallKind kind, Code code) {
    record(kind, code);
    return Answer.of(code);
  }

  void record(CallKind kind, Code code) {
    Call call =
        new Call(Provider.AMAZONPAY, kind, Optional.empty(), Optional.empty(), Optional.empty());
    administration.record(call, code.name(), code.status());
  }

  private static Request read(ServerRequest request, Merchant merchant, Map<String, String> body) {
    Map<String, String> parameters = new HashMap<>(query(request));
    parameters.putAll(body);
    return new Request(merchant, parameters, "http://" + host(request));
  }

  private Optional<Merchant> merchant(ServerRequest request) {
    return administration.merchant(Provider.AMAZONPAY, new Mid(header(request, "x-amz-client-id")));
  }

  private Optional<Code> fault(ServerRequest request, Merchant merchant, Map<String, String> body) {
    String date = header(request, "x-amz-date");
    String expires = header(request, "x-amz-expires");
    Optional<Instant> at = instant(date);
    boolean isComplete = SIGNED.stream().noneMatch(name -> header(request, name).isEmpty());
    if (!isComplete
        || at.isEmpty()
        || !header(request, "x-amz-algorithm").equals(Signature.ALGORITHM)
        || !expires.matches("[1-9]\\d{0,4}")) {
      return Optional.of(Code.UNAUTHORIZED);
    }
    Map<String, String> headers =
        SIGNED.stream().collect(Collectors.toMap(name -> name, name -> header(request, name)));
    Signature.Content content =
        new Signature.Content(
            request.prologue().method().text(), place(request), query(request), headers, body);
    String expected =
        "AMZ+"
            + AmazonpayRoutes.accessKey(merchant)
            + ":"
            + Signature.of(content, date, merchant.key());
    if (!Signature.same(expected, header(request, "Authorization"))) {
      return Optional.of(Code.UNAUTHORIZED);
    }
    Instant now = administration.now();
    if (at.get().isAfter(now.plus(CLOCK_SKEW))) {
      return Optional.of(Code.UNAUTHORIZED);
    }
    return at.get().plusSeconds(Long.parseLong(expires)).isBefore(now)
        ? Optional.of(Code.EXPIRED)
        : Optional.empty();
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DATE.parse(date)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private void send(
      ServerRequest request, ServerResponse response, Answer answer, Optional<Merchant> merchant) {
    boolean isForged = answer.delivery() == Delivery.FORGED;
    merchant.ifPresent(
        known -> {
          Map<String, String> stamp =
              stamp(
                  request.prologue().method().text(),
                  place(request),
                  canonical(MAPPER.valueToTree(answer.fields())),
                  isForged ? "another key" : known.key());
          stamp.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        });
    Body body = new Body("application/json", MAPPER.writeValueAsString(answer.fields()));
    deliverer.deliver(response, answer.delivery(), answer.status(), body);
  }

  /// What makes an answer Amazon's: its date, its id, and the signature over them and the content.
  Map<String, String> stamp(
      String method, String place, Map<String, String> content, String secretKey) {
    String date = DATE.format(administration.now());
    Map<String, String> stamp = new LinkedHashMap<>();
    stamp.put("x-amz-algorithm", Signature.ALGORITHM);
    stamp.put("x-amz-date", date);
    stamp.put("x-amz-request-id", UUID.randomUUID().toString());
    Map<String, String> headers = Map.copyOf(stamp);
    Signature.Content signed = new Signature.Content(method, place, Map.of(), headers, content);
    stamp.put("x-amz-signature", Signature.of(signed, date, secretKey));
    return stamp;
  }

  private static Optional<Map<String, String>> body(ServerRequest request) {
    if (!request.prologue().method().equals(Method.POST)) {
      return Optional.of(Map.of());
    }
    return json(request).map(Gate::canonical);
  }

  static Optional<JsonNode> json(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return Optional.empty();
    }
    try {
      JsonNode body = MAPPER.readTree(Content.bytes(request));
      return body.isObject() ? Optional.of(body) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The fields of a body as texts; a field that has fields of its own is one text.
  private static Map<String, String> canonical(JsonNode body) {
    Map<String, String> fields = new HashMap<>();
    body.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> fields.put(field.getKey(), text(field.getValue())));
    return fields;
  }

  private static String text(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> field.getKey() + "=" + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asString("");
  }

  private static Map<String, String> query(ServerRequest request) {
    return Form.parse(request.prologue().query().rawValue()).values();
  }

  private static String place(ServerRequest request) {
    return host(request) + request.prologue().uriPath().rawPath();
  }

  static String host(ServerRequest request) {
    return request.headers().first(HeaderNames.HOST).orElse("localhost");
  }

  private static String header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name)).orElse("");
  }
}
