package org.batua.gateway.connector.phonepe;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.Reference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Callbacks about payments and refunds that have ended: the answer to a status question, in base
/// 64 and signed. Only the name of the movement counts.
///
/// Source: PhonePe, "Server to Server Callback".
record PhonepeNotifications() implements ProviderNotifications {
  @Override
  public Parsed parse(ProviderAccount account, Message message) {
    var payload = object(message.body()).flatMap(body -> text(body, "response"));
    if (payload.isEmpty()) {
      return new Parsed.Unreadable();
    }
    var ours = new PhonepeAccount(account);
    var expected = PhonepeSignature.ofCallback(payload.get(), ours.saltKey(), ours.saltIndex());
    if (!PhonepeSignature.same(expected, message.headers().getOrDefault("x-verify", ""))) {
      return new Parsed.Forged();
    }
    // an id in another form is of a payment that somebody else made with these keys
    return decoded(payload.get())
        .<Parsed>map(
            told ->
                new Parsed.Genuine(
                    text(told.path("data"), "transactionId")
                        .flatMap(Reference::parse)
                        .<Subject>map(Subject.Transaction::new)
                        .stream()
                        .toList()))
        .orElseGet(Parsed.Unreadable::new);
  }

  private static Optional<JsonNode> decoded(String payload) {
    try {
      return object(Message.of(Map.of(), Base64.getDecoder().decode(payload)).body());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(JsonMapper.shared().readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode object, String name) {
    var value = object.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }
}
