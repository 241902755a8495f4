package org.batua.gateway.connector.midtrans;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Sending calls of one provider account, which its server key opens.
record MidtransWire(Call call, MidtransAccount account) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static MidtransWire of(Call call) {
    return new MidtransWire(call, new MidtransAccount(call.account()));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  Transport.Exchange get(String path, Purpose purpose) {
    return send(new Request("GET", account.url(path), headers(Optional.empty()), ""), purpose);
  }

  Transport.Exchange post(String path, Purpose purpose, JsonNode body) {
    return post(account.url(path), purpose, body, Optional.empty());
  }

  /// @param idempotencyKey lets Midtrans answer a repetition with the first answer; at most 46
  ///   characters, as longer ones are ignored
  Transport.Exchange post(
      URI url, Purpose purpose, JsonNode body, Optional<String> idempotencyKey) {
    var text = JSON.writeValueAsString(body);
    return send(new Request("POST", url, headers(idempotencyKey), text), purpose);
  }

  private Transport.Exchange send(Request request, Purpose purpose) {
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  private Map<String, String> headers(Optional<String> idempotencyKey) {
    var credentials = account.serverKey().reveal() + ":";
    var headers = new HashMap<String, String>();
    headers.put(
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    idempotencyKey.ifPresent(key -> headers.put("Idempotency-Key", key));
    account.notificationUrl().ifPresent(url -> headers.put("X-Override-Notification", url));
    return headers;
  }
}
