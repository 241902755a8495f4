package org.batua.simulator.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.batua.simulator.engine.Delivery;

/// Sends an answer the way its delivery says, which may be late, broken or never.
public final class Deliverer {
  private static final Body ERROR_PAGE =
      new Body("text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");

  private final Latency latency;
  private final Duration slow;
  private final Duration hang;

  /// `slow` delays a slow answer; `hang` is how long the caller of a lost one is kept waiting.
  public Deliverer(Latency latency, Duration slow, Duration hang) {
    this.latency = latency;
    this.slow = slow;
    this.hang = hang;
  }

  public void deliver(ServerResponse response, Delivery delivery, Body body) {
    deliver(response, delivery, delivery.httpStatus(), body);
  }

  /// `httpStatus` is that of an answer which travels as it should; an error of the way has its own.
  public void deliver(ServerResponse response, Delivery delivery, int httpStatus, Body body) {
    switch (delivery) {
      case PROMPT, FORGED, DIRTY -> send(response, httpStatus, body);
      case DOWN, FAULTY, THROTTLED -> send(response, delivery.httpStatus(), body);
      case GARBAGE -> send(response, delivery.httpStatus(), ERROR_PAGE);
      case SLOW -> {
        latency.pass(slow);
        send(response, httpStatus, body);
      }
      case LOST -> {
        latency.pass(hang);
        throw new CloseConnectionException("the answer is lost, as the scenario says");
      }
    }
  }

  private static void send(ServerResponse response, int httpStatus, Body body) {
    response.status(httpStatus);
    response.header(HeaderNames.CONTENT_TYPE, body.contentType());
    response.send(body.text().getBytes(StandardCharsets.UTF_8));
  }
}
