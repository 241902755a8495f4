package org.batua.gateway.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// A merchant's endpoints on the wire. A secret is shown once, when it is made.
public final class WebhookEndpointRoutes {
  private static final int KEEP_OLD_HOURS = 24;
  private static final int KEEP_OLD_HOURS_MAX = 168;

  private final WebhookEndpoints endpoints;
  private final EndpointTest test;

  public WebhookEndpointRoutes(WebhookEndpoints endpoints, EndpointTest test) {
    this.endpoints = endpoints;
    this.test = test;
  }

  public List<Route> routes() {
    var one = "/webhook-endpoints/{endpoint}";
    return List.of(
        Route.get("/webhook-endpoints", Access.KEY, this::list),
        Route.post("/webhook-endpoints", Access.KEY, this::create),
        Route.get(one, Access.KEY, this::get),
        Route.post(one, Access.KEY, this::update),
        Route.delete(one, Access.KEY, this::delete),
        Route.post(one + "/rotate-secret", Access.KEY, this::rotate),
        Route.post(one + "/test", Access.KEY, this::test),
        Route.post(one + "/pause", Access.KEY, this::pause),
        Route.post(one + "/resume", Access.KEY, this::resume));
  }

  private Answer list(Request request) {
    var all = endpoints.of(request.merchant());
    return Answer.ok(
        WebhookJson.page(all.stream().map(WebhookJson::endpoint).toList(), Optional.empty()));
  }

  private Answer create(Request request) {
    var params = request.params();
    params.require("url");
    var endpoint =
        endpoints.create(
            request.merchant(), WebhookParams.name(params), WebhookParams.wish(params));
    return withSecret(endpoint);
  }

  private static Answer withSecret(WebhookEndpoint endpoint) {
    Secret secret = endpoint.signing().current();
    return Answer.ok(WebhookJson.endpoint(endpoint).put("secret", secret.reveal()));
  }

  private Answer get(Request request) {
    return answer(endpoints.find(request.merchant(), request.path("endpoint")));
  }

  private Answer update(Request request) {
    var wish = WebhookParams.wish(request.params());
    return answer(endpoints.update(request.merchant(), request.path("endpoint"), wish));
  }

  private Answer delete(Request request) {
    var endpoint = endpoints.find(request.merchant(), request.path("endpoint"));
    endpoints.delete(request.merchant(), endpoint.id());
    return Answer.ok(WebhookJson.endpoint(endpoint).put("status", "DELETED"));
  }

  private Answer rotate(Request request) {
    int hours =
        request.params().wholeNumber("keep_old_hours", KEEP_OLD_HOURS, 0, KEEP_OLD_HOURS_MAX);
    return withSecret(
        endpoints.rotate(request.merchant(), request.path("endpoint"), Duration.ofHours(hours)));
  }

  private Answer test(Request request) {
    var endpoint = endpoints.find(request.merchant(), request.path("endpoint"));
    var name =
        request
            .params()
            .text("event_name", 64)
            .map(word -> WebhookParams.event("event_name", word))
            .orElse(EventName.ORDER_SUCCEEDED);
    return Answer.ok(WebhookJson.attempt(test.make(endpoint, name)));
  }

  private Answer pause(Request request) {
    return answer(
        endpoints.close(
            request.merchant(),
            request.path("endpoint"),
            request.params().flag("disable")
                ? WebhookEndpoint.Status.DISABLED
                : WebhookEndpoint.Status.PAUSED));
  }

  private Answer resume(Request request) {
    var held =
        switch (request.params().text("held", 4).orElse("send")) {
          case "send" -> DeliveryStore.Held.SEND;
          case "skip" -> DeliveryStore.Held.SKIP;
          default -> throw Params.invalid("held", "must be send or skip");
        };
    var opened = endpoints.open(request.merchant(), request.path("endpoint"), held);
    return Answer.ok(WebhookJson.endpoint(opened.endpoint()).put("released", opened.released()));
  }

  private static Answer answer(WebhookEndpoint endpoint) {
    return Answer.ok(WebhookJson.endpoint(endpoint));
  }
}
