package org.batua.gateway.webhook;

import java.util.List;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import tools.jackson.databind.node.ObjectNode;

/// Replays on the wire.
public final class ReplayRoutes {
  private final Replays replays;
  private final WebhookEndpoints endpoints;
  private final FanOut fanOut;

  public ReplayRoutes(Replays replays, WebhookEndpoints endpoints, FanOut fanOut) {
    this.replays = replays;
    this.endpoints = endpoints;
    this.fanOut = fanOut;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/webhook-endpoints/{endpoint}/redeliver", Access.KEY, this::begin),
        Route.get("/webhook-replays/{replay}", Access.KEY, this::get),
        Route.post("/webhook-replays/{replay}/cancel", Access.KEY, this::cancel));
  }

  private Answer begin(Request request) {
    fanOut.all();
    var params = request.params();
    var endpoint = endpoints.find(request.merchant(), request.path("endpoint"));
    var selection = WebhookParams.selection(params, request.merchant(), endpoint);
    if (params.flag("dry_run")) {
      return Answer.ok(Answer.object().put("count", replays.count(selection)));
    }
    var replay = replays.begin(selection);
    return Answer.ok(Answer.object().put("count", replay.total()).put("replay_id", replay.id()));
  }

  private Answer get(Request request) {
    return Answer.ok(json(replays.find(request.merchant(), request.path("replay"))));
  }

  private Answer cancel(Request request) {
    return Answer.ok(json(replays.cancel(request.merchant(), request.path("replay"))));
  }

  private static ObjectNode json(ReplayStore.Replay replay) {
    return Answer.object()
        .put("id", replay.id())
        .put("object", "webhook_replay")
        .put("endpoint", replay.endpoint())
        .put("count", replay.total())
        .put("queued", replay.queued())
        .put("status", replay.status())
        .put("date_created", WebhookJson.date(replay.createdAt()));
  }
}
