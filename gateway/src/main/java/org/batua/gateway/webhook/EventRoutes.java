package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import tools.jackson.databind.node.ObjectNode;

/// A merchant's events on the wire, each with its deliveries.
public final class EventRoutes {
  private static final int COUNT = 30;
  private static final int COUNT_MAX = 100;
  private static final int ID_LENGTH_MAX = 64;

  private final EventStore store;
  private final DeliveryLogStore log;
  private final FanOut fanOut;

  public EventRoutes(EventStore store, DeliveryLogStore log, FanOut fanOut) {
    this.store = store;
    this.log = log;
    this.fanOut = fanOut;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/events", Access.KEY, this::list),
        Route.get("/events/{event}", Access.KEY, this::get));
  }

  private Answer list(Request request) {
    fanOut.all();
    var params = request.params();
    var merchant = request.merchant();
    int count = params.wholeNumber("count", COUNT, 1, COUNT_MAX);
    var order = params.text("order_id", ID_LENGTH_MAX);
    var subject = order.flatMap(id -> store.subjectOfOrder(merchant, id));
    if (order.isPresent() && subject.isEmpty()) {
      return Answer.ok(WebhookJson.page(List.of(), Optional.empty()));
    }
    var found =
        store.list(
            new EventStore.Query(
                merchant,
                subject,
                params.text("name", ID_LENGTH_MAX).map(word -> WebhookParams.event("name", word)),
                WebhookParams.time(params, "from").orElse(Instant.EPOCH),
                WebhookParams.time(params, "to").orElse(WebhookParams.EVER),
                params.text("before", ID_LENGTH_MAX).orElse(EventStore.AFTER_LAST_ID),
                count));
    var next =
        found.size() < count ? Optional.<String>empty() : Optional.of(found.getLast().event().id());
    var ids = found.stream().map(one -> one.event().id()).toList();
    Map<String, ObjectNode> byId = new HashMap<>();
    var nodes = found.stream().map(WebhookJson::event).toList();
    nodes.forEach(
        node -> {
          node.putArray("deliveries");
          byId.put(node.path("id").stringValue(), node);
        });
    for (var delivery : log.ofEvents(merchant, ids)) {
      Optional.ofNullable(byId.get(delivery.event().id()))
          .ifPresent(node -> node.withArray("deliveries").add(WebhookJson.delivery(delivery)));
    }
    return Answer.ok(WebhookJson.page(nodes, next));
  }

  private Answer get(Request request) {
    fanOut.all();
    var event =
        store
            .find(request.merchant(), request.path("event"))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    var json = WebhookJson.event(event);
    var deliveries = json.putArray("deliveries");
    log.ofEvents(request.merchant(), List.of(event.event().id()))
        .forEach(delivery -> deliveries.add(WebhookJson.delivery(delivery)));
    return Answer.ok(json);
  }
}
