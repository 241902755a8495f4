package org.batua.gateway.webhook;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import org.batua.gateway.http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The body of a webhook: the very bytes that are signed and sent, and what of it may be kept.
final class WebhookBody {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> PHONES = Set.of("customer_phone", "mobile_number");
  private static final int DIGITS_SHOWN = 2;

  private final ObjectNode json;
  private final byte[] bytes;

  private WebhookBody(ObjectNode json) {
    this.json = json;
    this.bytes = JSON.writeValueAsBytes(json);
  }

  static WebhookBody of(Event event, ObjectNode content) {
    var json = Answer.object();
    json.put("id", event.id());
    json.put("event_name", event.name().name());
    json.put("date_created", ISO_INSTANT.format(event.createdAt().truncatedTo(ChronoUnit.SECONDS)));
    json.set("content", content);
    return new WebhookBody(json);
  }

  /// The merchant's id of the order that it is about; empty when it is about none.
  String orderId() {
    return json.at("/content/order/order_id").asString("");
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }

  /// With numbers of telephones masked.
  String masked() {
    var copy = json.deepCopy();
    mask(copy);
    return JSON.writeValueAsString(copy);
  }

  private static void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var name : PHONES) {
        var value = object.path(name).asString("");
        if (value.length() > DIGITS_SHOWN) {
          object.put(
              name,
              "*".repeat(value.length() - DIGITS_SHOWN)
                  + value.substring(value.length() - DIGITS_SHOWN));
        }
      }
    }
    node.forEach(WebhookBody::mask);
  }
}
