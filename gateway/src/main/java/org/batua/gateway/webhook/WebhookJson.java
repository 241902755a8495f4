package org.batua.gateway.webhook;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.http.Answer;
import tools.jackson.databind.node.ObjectNode;

/// Endpoints, events and deliveries on the wire.
public final class WebhookJson {
  private WebhookJson() {}

  /// An endpoint without anything that is secret.
  public static ObjectNode endpoint(WebhookEndpoint endpoint) {
    var json = Answer.object();
    json.put("id", endpoint.id()).put("object", "webhook_endpoint").put("name", endpoint.name());
    json.put("url", endpoint.url());
    var events = json.putArray("events");
    endpoint.choice().words().forEach(events::add);
    json.put("username", endpoint.credentials().username());
    var headers = json.putArray("header_names");
    endpoint.credentials().headers().keySet().forEach(headers::add);
    json.put("success", endpoint.success().word());
    json.put("api_version", endpoint.apiVersion().map(LocalDate::toString).orElse(null));
    var state = endpoint.state();
    json.put("status", state.status().name()).put("status_reason", state.reason());
    json.put("failures", state.failures());
    json.put("last_success", state.lastSuccess().map(WebhookJson::date).orElse(null));
    json.put(
        "old_secret_until", endpoint.signing().old().map(old -> date(old.until())).orElse(null));
    json.put("date_created", date(state.createdAt()));
    return json;
  }

  static ObjectNode event(EventStore.Listed listed) {
    var event = listed.event();
    var json = Answer.object();
    json.put("id", event.id()).put("object", "event").put("event_name", event.name().name());
    json.put("date_created", date(event.createdAt()));
    putSubject(json, event, listed.orderId());
    return json;
  }

  private static void putSubject(ObjectNode json, Event event, String orderId) {
    switch (event.subject()) {
      case Event.OfOrder(var order, var payment, var refund) -> {
        json.put("order_id", orderId).put("order_ref", order.value());
        payment.ifPresent(id -> json.put("txn_uuid", id));
        refund.ifPresent(id -> json.put("refund_id", id));
      }
      case Event.OfTopup(var topup) -> json.put("topup_id", topup);
      case Event.OfWallet(var wallet) -> json.put("wallet_id", wallet.value());
    }
  }

  public static ObjectNode delivery(Delivery delivery) {
    var json = Answer.object();
    json.put("id", delivery.id()).put("object", "webhook_delivery");
    json.put("event", delivery.event().id());
    json.put("event_name", delivery.event().name().name());
    json.put("order_id", delivery.orderId());
    json.put("endpoint", delivery.endpointId()).put("endpoint_name", delivery.endpointName());
    delivery.url().ifPresent(url -> json.put("url", url));
    json.put("status", delivery.status().name()).put("reason", delivery.reason());
    json.put("attempts", delivery.attempts());
    json.put("next_attempt", delivery.due().map(WebhookJson::date).orElse(null));
    json.put("date_created", date(delivery.createdAt()));
    json.put("last_updated", date(delivery.updatedAt()));
    return json;
  }

  public static ObjectNode story(DeliveryLogStore.Story story) {
    var json = delivery(story.delivery());
    var attempts = json.putArray("attempt_list");
    story.attempts().forEach(one -> attempts.add(attempt(one)));
    json.put("last_body", story.body().orElse(null));
    return json;
  }

  public static ObjectNode attempt(Delivery.Attempt attempt) {
    return Answer.object()
        .put("attempt", attempt.number())
        .put("at", date(attempt.at()))
        .put("took_ms", attempt.tookMs())
        .put("http_status", attempt.httpStatus().orElse(null))
        .put("error", attempt.error())
        .put("address", attempt.address())
        .put("answer", attempt.answer())
        .put("body_sha256", attempt.bodySha256());
  }

  /// A part of a list, with the place after which the next part begins.
  static ObjectNode page(List<ObjectNode> list, Optional<String> next) {
    var json = Answer.object();
    json.put("object", "list");
    list.forEach(json.putArray("list")::add);
    json.put("count", list.size());
    json.put("next", next.orElse(null));
    return json;
  }

  static String date(Instant at) {
    return ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
