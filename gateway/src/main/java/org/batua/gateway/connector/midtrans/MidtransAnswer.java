package org.batua.gateway.connector.midtrans;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One answer of Midtrans; its `status_code` decides, whatever the HTTP status.
record MidtransAnswer(int httpStatus, JsonNode json) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,2})?");

  /// Empty when the body is not JSON, or has no status code.
  static Optional<MidtransAnswer> read(Answered answered) {
    return read(answered.status(), answered.body()).filter(answer -> !answer.code().isEmpty());
  }

  static Optional<MidtransAnswer> read(int httpStatus, String body) {
    try {
      var json = JSON.readTree(body);
      return json.isObject() ? Optional.of(new MidtransAnswer(httpStatus, json)) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  String code() {
    return text("status_code").orElse("");
  }

  /// A field that is a text or a number, as its characters came.
  Optional<String> text(String name) {
    return text(json, name);
  }

  static Optional<String> text(JsonNode parent, String name) {
    var node = parent.path(name);
    return node.isString() || node.isNumber()
        ? Optional.of(node.asString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  static Optional<BigDecimal> amount(String text) {
    return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  String transactionStatus() {
    return text("transaction_status").orElse("").toLowerCase(Locale.ROOT);
  }

  /// The address of an action, as `activation-link-url`.
  Optional<String> action(String name) {
    for (var action : json.path("actions")) {
      if (text(action, "name").equals(Optional.of(name))) {
        return text(action, "url");
      }
    }
    return Optional.empty();
  }

  /// The answer's words: its own, and those of the wallet behind it.
  String words() {
    var own = text("status_message").orElse("");
    return text("channel_response_message").map(more -> own + " / " + more).orElse(own);
  }

  /// With the code of the wallet behind Midtrans, if the answer has one: as `202/105`.
  String codeWithChannel() {
    return text("channel_response_code").map(more -> code() + "/" + more).orElse(code());
  }

  ProviderResponse response() {
    return new ProviderResponse(codeWithChannel(), words(), httpStatus, text("id").orElse(""));
  }

  /// Only some answers are signed, and what was not is protected by TLS alone.
  Signature signature(Secret serverKey) {
    var given = text("signature_key");
    if (given.isEmpty()) {
      return Signature.NOT_NEEDED;
    }
    var expected =
        MidtransSignature.of(
            text("order_id").orElse(""), code(), text("gross_amount").orElse(""), serverKey);
    return MidtransSignature.same(expected, given.get()) ? Signature.RIGHT : Signature.WRONG;
  }
}
