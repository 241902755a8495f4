package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// The log of a merchant's deliveries on the wire, and another attempt on request.
public final class DeliveryRoutes {
  private static final int COUNT = 30;
  private static final int COUNT_MAX = 100;
  private static final int ID_LENGTH_MAX = 64;

  private final DeliveryLogStore log;
  private final EventStore events;
  private final WebhookEndpoints endpoints;
  private final Redelivery redelivery;
  private final FanOut fanOut;

  public DeliveryRoutes(
      DeliveryLogStore log,
      EventStore events,
      WebhookEndpoints endpoints,
      Redelivery redelivery,
      FanOut fanOut) {
    this.log = log;
    this.events = events;
    this.endpoints = endpoints;
    this.redelivery = redelivery;
    this.fanOut = fanOut;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/webhook-deliveries", Access.KEY, this::list),
        Route.get("/webhook-deliveries/{delivery}", Access.KEY, this::get),
        Route.post("/webhook-deliveries/{delivery}/redeliver", Access.KEY, this::redeliver));
  }

  private Answer list(Request request) {
    fanOut.all();
    var params = request.params();
    var merchant = request.merchant();
    int count = params.wholeNumber("count", COUNT, 1, COUNT_MAX);
    var order = params.text("order_id", ID_LENGTH_MAX);
    var subject = order.flatMap(id -> events.subjectOfOrder(merchant, id));
    var eventId = params.text("event", ID_LENGTH_MAX);
    var event = eventId.flatMap(id -> events.find(merchant, id)).map(one -> one.event().number());
    if (order.isPresent() != subject.isPresent() || eventId.isPresent() != event.isPresent()) {
      return Answer.ok(WebhookJson.page(List.of(), Optional.empty()));
    }
    var found =
        log.list(
            new DeliveryLogStore.Query(
                merchant,
                params
                    .text("endpoint", ID_LENGTH_MAX)
                    .map(name -> endpoints.find(merchant, name).id()),
                params.text("status", 20).map(word -> WebhookParams.status("status", word)),
                event,
                subject,
                WebhookParams.time(params, "from").orElse(Instant.EPOCH),
                WebhookParams.time(params, "to").orElse(WebhookParams.EVER),
                before(merchant, params),
                count));
    var next =
        found.cutShort()
            ? found.next().map(DeliveryLogStore.Place::written)
            : found.next().map(_ -> found.rows().getLast().id());
    return Answer.ok(
        WebhookJson.page(found.rows().stream().map(WebhookJson::delivery).toList(), next));
  }

  /// The place of a delivery that the list is to go on after.
  private DeliveryLogStore.Place before(MerchantId merchant, Params params) {
    var text = params.text("before", 2 * ID_LENGTH_MAX);
    if (text.isEmpty()) {
      return DeliveryLogStore.Place.START;
    }
    return text.flatMap(Delivery.Key::parse)
        .flatMap(
            key ->
                events
                    .find(merchant, key.event())
                    .map(one -> new DeliveryLogStore.Place(one.event().number(), key.endpoint())))
        .or(() -> text.flatMap(DeliveryLogStore.Place::read))
        .orElseThrow(() -> Params.invalid("before", "must be the next of a list that was read"));
  }

  private Answer get(Request request) {
    return Answer.ok(WebhookJson.story(find(request)));
  }

  private Answer redeliver(Request request) {
    var attempt = redelivery.now(find(request).delivery());
    var json = WebhookJson.delivery(find(request).delivery());
    json.set("attempt", WebhookJson.attempt(attempt));
    return Answer.ok(json);
  }

  private DeliveryLogStore.Story find(Request request) {
    return Delivery.Key.parse(request.path("delivery"))
        .flatMap(key -> log.find(request.merchant(), key))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }
}
