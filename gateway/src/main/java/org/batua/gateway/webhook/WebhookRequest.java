package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Secret;

/// The headers of a webhook.
final class WebhookRequest {
  /// Headers that only we set, in lower case.
  private static final String USER_AGENT = "Batua-Webhook/1";

  private WebhookRequest() {}

  static Map<String, String> headers(
      WebhookEndpoint endpoint, String event, int attempt, Instant at, WebhookBody body) {
    Map<String, String> headers = new LinkedHashMap<>();
    var credentials = endpoint.credentials();
    credentials.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    if (!credentials.username().isEmpty()) {
      headers.put("authorization", "Basic " + Redaction.basic(credentials));
    }
    headers.putAll(signed(endpoint.signing().at(at), event, attempt, at, body));
    return headers;
  }

  /// The headers and body that every webhook has.
  static Map<String, String> signed(
      List<Secret> secrets, String event, int attempt, Instant at, WebhookBody body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept-encoding", "identity");
    headers.put("user-agent", USER_AGENT);
    headers.put("webhook-id", event);
    headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
    headers.put("webhook-signature", Signature.of(secrets, event, at, body.bytes()));
    headers.put("x-batua-attempt", Integer.toString(attempt));
    return headers;
  }
}
