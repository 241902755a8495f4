package org.batua.gateway.admin;

import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.Signal;
import tools.jackson.databind.node.ObjectNode;

/// How the admin API writes what went to providers and webhooks, and what came from providers.
final class SignalJson {
  private SignalJson() {}

  /// @param wire whether the redacted exchanges may be shown
  static ObjectNode write(Signal signal, boolean wire) {
    var json = Answer.object().put("at", signal.at().toString());
    switch (signal) {
      case Signal.Called called -> {
        json.put("kind", "CALL").put("operation", called.operation());
        json.put("gateway", called.gateway()).put("outcome", called.outcome());
        json.put("error", called.error()).put("provider_code", called.providerCode());
        json.put("http_status", called.httpStatus()).put("took_ms", called.tookMs());
        if (wire) {
          var exchanges = json.putArray("exchanges");
          called
              .exchanges()
              .forEach(
                  it ->
                      exchanges
                          .addObject()
                          .put("request", it.request())
                          .put("status", it.status())
                          .put("answer", it.answer()));
        }
      }
      case Signal.Notified notified ->
          json.put("kind", "NOTIFICATION")
              .put("account", notified.account())
              .put("status", notified.status());
      case Signal.Delivered delivered ->
          json.put("kind", "WEBHOOK")
              .put("event", delivered.event())
              .put("endpoint", delivered.endpoint())
              .put("delivery", delivered.delivery())
              .put("status", delivered.status())
              .put("attempt", delivered.attempt())
              .put("http_status", delivered.httpStatus())
              .put("error", delivered.error());
    }
    return json;
  }
}
