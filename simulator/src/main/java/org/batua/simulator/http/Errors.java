package org.batua.simulator.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says whose fault an error is: what a client sends wrongly is never an error of the server, which
/// Helidon makes of some requests that are no HTTP.
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final int SERVER_ERROR_MIN = 500;

  /// Answers what is refused before there is a route.
  static DirectHandlers beforeRouting() {
    DirectHandler handler =
        (_, _, status, headers, _) ->
            DirectHandler.TransportResponse.builder()
                .status(status.code() < SERVER_ERROR_MIN ? status : Status.BAD_REQUEST_400)
                .headers(headers)
                .keepAlive(false)
                .build();
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /// Answers what a route throws.
  static void mount(HttpRouting.Builder routing) {
    routing.error(RuntimeException.class, Errors::answer);
  }

  private static void answer(
      ServerRequest request, ServerResponse response, RuntimeException failure) {
    boolean isRead = !request.content().hasEntity() || request.content().consumed();
    if (failure instanceof HttpException refusal) {
      response.status(refusal.status());
    } else if (isRead) {
      LOG.error("a bug: {} failed", request.path().path(), failure);
      response.status(Status.INTERNAL_SERVER_ERROR_500);
    } else {
      response.status(Status.BAD_REQUEST_400);
    }
    if (!isRead) {
      // where its body ends is not known
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.send();
  }

  private Errors() {}
}
