package org.batua.gateway.webhook;

import java.util.List;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// Events as server-sent events, in parts: an answer ends with the events that there are, or after
/// some seconds without any, and its reader asks again after the last number.
public final class StreamRoutes {
  private static final String EVENT_STREAM = "text/event-stream";

  private final Listeners listeners;

  public StreamRoutes(Listeners listeners) {
    this.listeners = listeners;
  }

  public List<Route> routes() {
    return List.of(Route.get("/events/stream", Access.KEY, this::stream));
  }

  private Answer stream(Request request) {
    var params = request.params();
    var names = WebhookParams.events(params, "events");
    var last =
        params
            .text("last_event_id", 18)
            .map(
                text ->
                    Listeners.number(text)
                        .orElseThrow(() -> Params.invalid("last_event_id", "must be a number")));
    return Answer.text(
        EVENT_STREAM,
        last.isEmpty()
            ? listeners.begin(request.merchant())
            : listeners.after(request.merchant(), last.get(), names));
  }
}
