package org.batua.gateway.connector.development;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writing signed calls of the development protocol and reading its signed answers.
record DevelopmentWire(Call call, DevelopmentAccount account) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}\\.[0-9]{2}");
  private static final String SIGNATURE = "Batua-Signature";
  private static final String NOT_FOUND = "NOT_FOUND";

  static DevelopmentWire of(Call call) {
    return new DevelopmentWire(call, new DevelopmentAccount(call.account()));
  }

  Transport.Exchange post(String name, Purpose purpose, Map<String, String> members) {
    var body = JSON.writeValueAsString(new TreeMap<>(members));
    var request =
        new Request(
            "POST",
            account.url(name),
            Map.of(
                "Content-Type",
                "application/json",
                "Batua-Merchant",
                account.merchant(),
                SIGNATURE,
                DevelopmentSignature.of(name, body, account.key())),
            body);
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  /// Posts a call that moves no money and reads what came of it.
  DevelopmentReply ask(String name, Map<String, String> members) {
    return switch (post(name, Purpose.READ, members)) {
      case Transport.Exchange.NotSent(var failure) -> new DevelopmentReply.NotTaken(failure);
      case Transport.Exchange.Lost(var failure) -> new DevelopmentReply.PerhapsTaken(failure);
      case Answered answered -> reply(name, answered);
    };
  }

  private DevelopmentReply reply(String name, Answered answered) {
    var members = members(answered);
    if (members.isEmpty() || signature(name, answered) == Signature.WRONG) {
      var cause = members.isEmpty() ? Cause.UNREADABLE : Cause.INTEGRITY;
      return new DevelopmentReply.PerhapsTaken(
          new TransportFailure(cause, ProviderResponse.of("", "", answered.status())));
    }
    var json = members.get();
    var response = response(json, answered);
    if (answered.status() == 503 || answered.status() == 429) {
      return new DevelopmentReply.NotTaken(TransportFailure.http(answered.status(), response));
    }
    if (accepts(json)) {
      return new DevelopmentReply.Accepted(json);
    }
    return error(code(json))
        .<DevelopmentReply>map(
            error -> new DevelopmentReply.Refused(refusal(json, error, response)))
        .orElseGet(
            () ->
                new DevelopmentReply.PerhapsTaken(
                    new TransportFailure(Cause.UNKNOWN_CODE, response)));
  }

  /// Reads the answer to a call that moves money.
  ParsedAnswer moved(String name, Answered answered) {
    return money(name, answered, (json, response) -> refused(json, response));
  }

  /// Reads the answer to an inquiry about a movement. A refused inquiry proves nothing.
  ParsedAnswer told(String name, Answered answered) {
    return money(
        name,
        answered,
        (json, _) ->
            code(json).equals(NOT_FOUND)
                ? new ParsedStatus.NotKnown()
                : new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  /// What a refusal means.
  private interface Refusing {
    ParsedStatus read(JsonNode json, ProviderResponse response);
  }

  private ParsedAnswer money(String name, Answered answered, Refusing refusing) {
    var members = members(answered);
    if (members.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var json = members.get();
    var response = response(json, answered);
    var given = Optional.of(text(json, "amount")).filter(text -> !text.isEmpty());
    var amount = given.filter(text -> AMOUNT.matcher(text).matches()).map(BigDecimal::new);
    ParsedStatus parsed = new ParsedStatus.Unclear(Cause.UNREADABLE);
    if (given.isPresent() == amount.isPresent()) {
      parsed = accepts(json) ? accepted(json, response) : refusing.read(json, response);
    }
    return new ParsedAnswer(
        parsed,
        signature(name, answered),
        Optional.of(text(json, "reference")).filter(text -> !text.isEmpty()),
        amount,
        Optional.empty(),
        response);
  }

  private static ParsedStatus accepted(JsonNode json, ProviderResponse response) {
    var transaction = text(json, "transaction_id");
    return switch (text(json, "status")) {
      case "SUCCEEDED" -> new ParsedStatus.Moved(transaction, Optional.empty());
      case "PENDING" -> new ParsedStatus.Processing(Optional.of(transaction));
      case "FAILED" ->
          new ParsedStatus.Refused(
              Refusal.of(error(code(json)).orElse(ProviderError.DECLINED_OTHER), response));
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  private static ParsedStatus refused(JsonNode json, ProviderResponse response) {
    return error(code(json))
        .<ParsedStatus>map(error -> new ParsedStatus.Refused(refusal(json, error, response)))
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  /// The protocol's codes are our own words, but for those that refuse nothing for good.
  private static Optional<ProviderError> error(String code) {
    return switch (code) {
      case "MERCHANT_UNKNOWN" -> Optional.of(ProviderError.PROVIDER_CONFIG);
      case "NOT_ACCEPTED" -> Optional.of(ProviderError.PROVIDER_DOWN);
      case "OTP_UNDELIVERABLE" -> Optional.of(ProviderError.INVALID_MOBILE);
      case "PROVIDER_DOWN", "PROVIDER_RATE_LIMIT", "TIMEOUT" -> Optional.empty();
      default ->
          Arrays.stream(ProviderError.values()).filter(e -> e.name().equals(code)).findFirst();
    };
  }

  private static Refusal refusal(JsonNode json, ProviderError error, ProviderResponse response) {
    var attempts = json.path("attempts_left").asInt(-1);
    var wait = json.path("retry_after_seconds").asLong(-1);
    return new Refusal(
        error,
        attempts < 0 ? Optional.empty() : Optional.of(attempts),
        wait < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(wait)),
        response);
  }

  private Signature signature(String name, Answered answered) {
    var expected = DevelopmentSignature.of(name, answered.body(), account.key());
    var given = answered.header(SIGNATURE.toLowerCase(java.util.Locale.ROOT)).orElse("");
    return DevelopmentSignature.same(expected, given) ? Signature.RIGHT : Signature.WRONG;
  }

  private static Optional<JsonNode> members(Answered answered) {
    try {
      return Optional.of(JSON.readTree(answered.body()))
          .filter(json -> json.isObject() && !text(json, "result").isEmpty());
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static boolean accepts(JsonNode json) {
    return text(json, "result").equals("OK");
  }

  private static ProviderResponse response(JsonNode json, Answered answered) {
    return ProviderResponse.of(code(json), "", answered.status());
  }

  private static String code(JsonNode json) {
    return text(json, "code");
  }

  static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }
}
