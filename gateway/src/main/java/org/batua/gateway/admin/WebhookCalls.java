package org.batua.gateway.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.webhook.Delivery;
import org.batua.gateway.webhook.DeliveryLogStore;
import org.batua.gateway.webhook.DeliveryStore.Held;
import org.batua.gateway.webhook.EndpointTest;
import org.batua.gateway.webhook.EventName;
import org.batua.gateway.webhook.Redelivery;
import org.batua.gateway.webhook.Replays;
import org.batua.gateway.webhook.WebhookEndpoint;
import org.batua.gateway.webhook.WebhookEndpoints;
import org.batua.gateway.webhook.WebhookJson;
import org.batua.gateway.webhook.WebhookParams;

/// The admin API's calls about a merchant's webhooks.
final class WebhookCalls {
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final int ROWS_MAX = 100;
  private static final Instant EVER = Instant.parse("9000-01-01T00:00:00Z");

  private final WebhookEndpoints endpoints;
  private final DeliveryLogStore log;
  private final Redelivery redelivery;
  private final Replays replays;
  private final EndpointTest test;
  private final CallAudit audit;

  WebhookCalls(
      WebhookEndpoints endpoints,
      DeliveryLogStore log,
      Redelivery redelivery,
      Replays replays,
      EndpointTest test,
      CallAudit audit) {
    this.endpoints = endpoints;
    this.log = log;
    this.redelivery = redelivery;
    this.replays = replays;
    this.test = test;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/webhooks";
    var one = all + "/endpoints/{endpoint}";
    var delivery = all + "/deliveries/{delivery}";
    return List.of(
        new Operation("GET", all, Permission.PAYMENTS_READ, this::list),
        new Operation("GET", delivery, Permission.WIRE_READ, this::delivery),
        new Operation("POST", delivery + "/redeliver", Permission.WEBHOOKS_SEND, this::redeliver),
        new Operation("POST", one + "/redeliver", Permission.WEBHOOKS_SEND, this::redeliverRange),
        new Operation("POST", one + "/test", Permission.WEBHOOKS_SEND, this::test),
        new Operation("POST", all + "/endpoints", Permission.WEBHOOKS_WRITE, this::add),
        new Operation("POST", one, Permission.WEBHOOKS_WRITE, this::change),
        new Operation("POST", one + "/rotate", Permission.WEBHOOKS_WRITE, this::rotate),
        new Operation("POST", one + "/delete", Permission.WEBHOOKS_WRITE, this::delete),
        new Operation("POST", one + "/pause", Permission.WEBHOOKS_WRITE, this::pause),
        new Operation("POST", one + "/resume", Permission.WEBHOOKS_WRITE, this::resume));
  }

  private Answer list(AdminCall call) {
    var json = Answer.object();
    var known = json.putArray("endpoints");
    endpoints.of(call.at()).forEach(it -> known.add(WebhookJson.endpoint(it)));
    var found =
        log.list(
            new DeliveryLogStore.Query(
                call.at(),
                call.text("endpoint").map(it -> endpoints.find(call.at(), it).id()),
                call.text("status").map(it -> WebhookParams.status("status", it)),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                EVER,
                place(call),
                ROWS_MAX));
    var deliveries = json.putArray("deliveries");
    found.rows().forEach(it -> deliveries.add(WebhookJson.delivery(it)));
    found.next().ifPresent(it -> json.put("next", it.written()));
    return Answer.ok(json);
  }

  private static DeliveryLogStore.Place place(AdminCall call) {
    var text = call.text("before");
    return text.isEmpty()
        ? DeliveryLogStore.Place.START
        : text.flatMap(DeliveryLogStore.Place::read)
            .orElseThrow(
                () -> Params.invalid("before", "must be the next of a list that was read"));
  }

  private DeliveryLogStore.Story story(AdminCall call) {
    return Delivery.Key.parse(call.path("delivery"))
        .flatMap(key -> log.find(call.at(), key))
        .orElseThrow(AdminAnswers::unknown);
  }

  private Answer delivery(AdminCall call) {
    return Answer.ok(WebhookJson.story(story(call)));
  }

  private Answer redeliverRange(AdminCall call) {
    var endpoint = endpoints.find(call.at(), call.path("endpoint"));
    var params = call.request().params();
    var replay = replays.begin(WebhookParams.selection(params, call.at(), endpoint));
    var told = replay.total() + " " + replay.statuses();
    audit.done(call, Permission.WEBHOOKS_SEND, "webhooks redelivered", endpoint.id(), told);
    return Answer.ok(Answer.object().put("replay", replay.id()).put("count", replay.total()));
  }

  private Answer redeliver(AdminCall call) {
    var delivery = story(call).delivery();
    var attempt = redelivery.now(delivery);
    audit.done(call, Permission.WEBHOOKS_SEND, "webhook redelivered", delivery.id(), "");
    return Answer.ok(WebhookJson.attempt(attempt));
  }

  private Answer test(AdminCall call) {
    var endpoint = endpoint(call);
    var name =
        call.text("event_name")
            .map(it -> WebhookParams.event("event_name", it))
            .orElse(EventName.ORDER_SUCCEEDED);
    var attempt = test.make(endpoint, name);
    audit.done(call, Permission.WEBHOOKS_SEND, "webhook tested", endpoint.id(), name.name());
    return Answer.ok(WebhookJson.attempt(attempt));
  }

  private Answer add(AdminCall call) {
    var params = call.request().params();
    params.require("url");
    var made = endpoints.create(call.at(), WebhookParams.name(params), WebhookParams.wish(params));
    written(call, "endpoint added", made);
    return withSecret(made);
  }

  private static Answer withSecret(WebhookEndpoint endpoint) {
    return Answer.ok(
        WebhookJson.endpoint(endpoint).put("secret", endpoint.signing().current().reveal()));
  }

  private Answer change(AdminCall call) {
    var wish = WebhookParams.wish(call.request().params());
    var changed = endpoints.update(call.at(), endpoint(call).id(), wish);
    written(call, "endpoint changed", changed);
    return answer(changed);
  }

  private Answer rotate(AdminCall call) {
    var rotated = endpoints.rotate(call.at(), endpoint(call).id(), OVERLAP);
    written(call, "endpoint secret rotated", rotated);
    return withSecret(rotated);
  }

  private Answer delete(AdminCall call) {
    var endpoint = endpoint(call);
    endpoints.delete(call.at(), endpoint.id());
    written(call, "endpoint deleted", endpoint);
    return Answer.ok(WebhookJson.endpoint(endpoint).put("status", "DELETED"));
  }

  private Answer pause(AdminCall call) {
    var paused = endpoints.close(call.at(), endpoint(call).id(), WebhookEndpoint.Status.PAUSED);
    written(call, "endpoint paused", paused);
    return answer(paused);
  }

  private Answer resume(AdminCall call) {
    var held =
        switch (call.text("held").orElse("send")) {
          case "send" -> Held.SEND;
          case "skip" -> Held.SKIP;
          default -> throw Params.invalid("held", "must be send or skip");
        };
    var opened = endpoints.open(call.at(), endpoint(call).id(), held);
    written(call, "endpoint resumed", opened.endpoint());
    return Answer.ok(WebhookJson.endpoint(opened.endpoint()).put("released", opened.released()));
  }

  private WebhookEndpoint endpoint(AdminCall call) {
    return endpoints.find(call.at(), call.path("endpoint"));
  }

  private static Answer answer(WebhookEndpoint endpoint) {
    return Answer.ok(WebhookJson.endpoint(endpoint));
  }

  private void written(AdminCall call, String action, WebhookEndpoint endpoint) {
    audit.done(
        call,
        Permission.WEBHOOKS_WRITE,
        action,
        endpoint.id(),
        endpoint.name() + " " + endpoint.url());
  }
}
