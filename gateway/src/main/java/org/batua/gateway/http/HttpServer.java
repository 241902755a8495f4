package org.batua.gateway.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// The HTTP/1.1 server: one virtual thread per connection, bounded in every direction.
public final class HttpServer implements AutoCloseable {
  private static final int TARGET_LENGTH_MAX = 8192;

  /// What the API's document knows; anything else that Helidon says of a request is a bad one.
  private static final Set<Integer> ANSWERED_EARLY = Set.of(404, 413);

  private final WebServer server;
  private final ReadDeadline deadline;

  private HttpServer(WebServer server, ReadDeadline deadline) {
    this.server = server;
    this.deadline = deadline;
  }

  /// Starts listening.
  ///
  /// @param port 0 for any free one
  public static HttpServer start(
      String host,
      int port,
      List<Route> routes,
      Authentication authentication,
      HttpLimits limits,
      MeterRegistry meters,
      Ids ids) {
    var http1 =
        Http1ConnectionSelector.builder()
            .config(
                Http1Config.builder()
                    .maxPrologueLength(TARGET_LENGTH_MAX)
                    .maxHeadersSize(limits.headerBytes())
                    .buildPrototype())
            .build();
    var deadline = new ReadDeadline(http1, limits.requestReadTime(), () -> farewell(limits, ids));
    var pipeline = new Pipeline(authentication, limits, deadline::requestRead, meters, ids);
    var server =
        WebServer.builder()
            .host(host)
            .port(port)
            .useNio(false)
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .addConnectionSelector(deadline)
            .maxTcpConnections(limits.connections())
            .maxPayloadSize(limits.bodyBytes())
            .idleConnectionTimeout(limits.idleTime())
            .shutdownGracePeriod(limits.drainTime())
            .shutdownHook(false)
            .connectionOptions(options -> options.readTimeout(limits.idleTime()).tcpNoDelay(true))
            .directHandlers(earlyRefusals(limits, ids, deadline))
            .routing(routing -> register(routing, routes, pipeline))
            .build()
            .start();
    return new HttpServer(server, deadline);
  }

  public int port() {
    return server.port();
  }

  /// Stops listening and waits for requests under way.
  @Override
  public void close() {
    server.stop();
    deadline.close();
  }

  private static void register(HttpRouting.Builder routing, List<Route> routes, Pipeline pipeline) {
    for (var route : routes) {
      var method = Method.create(route.method());
      var handler = pipeline.handler(route);
      routing.route(method, route.path(), handler);
      // some clients end every address with a slash
      routing.route(method, route.path() + "/", handler);
    }
    var unknown =
        new Route(
            "*",
            "*",
            Access.UNREAD,
            _ -> {
              throw new Rejected(new Rejection.UnknownPath());
            },
            Optional.empty());
    routing.any(pipeline.handler(unknown));
  }

  /// What Helidon refuses by itself, before there is a route, in the form of every other error. It
  /// calls some malformed requests an internal error; ours are answered by the pipeline.
  private static DirectHandlers earlyRefusals(HttpLimits limits, Ids ids, ReadDeadline deadline) {
    DirectHandler handler =
        (request, _, status, headers, _) -> {
          var requestId = "req_" + ids.hex(12);
          int code = ANSWERED_EARLY.contains(status.code()) ? status.code() : 400;
          if (code == 500 && request.path().isEmpty()) {
            // without a path it was no HTTP, whatever Helidon's parser made of it
            code = 400;
          }
          if (code == 400
              && (status.code() == 414 || deadline.bytesRead() > limits.headerBytes())) {
            // of a header block that is too large Helidon only says that it is bad
            code = 431;
          }
          var answer =
              Rejections.refusedEarly(
                  code, "The request is not valid HTTP.", limits.bodyBytes(), requestId);
          headers.set(io.helidon.http.HeaderNames.CONTENT_TYPE, answer.contentType());
          headers.set(io.helidon.http.HeaderNames.create("x-request-id"), requestId);
          headers.set(io.helidon.http.HeaderNames.create("x-response-id"), requestId);
          return DirectHandler.TransportResponse.builder()
              .status(io.helidon.http.Status.create(answer.status()))
              .headers(headers)
              .keepAlive(false)
              .entity(answer.body())
              .build();
        };
    var handlers = DirectHandlers.builder();
    for (var type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /// The last words to a client that did not send its request in time, as bytes on the wire.
  private static byte[] farewell(HttpLimits limits, Ids ids) {
    var requestId = "req_" + ids.hex(12);
    var answer = Rejections.refusedEarly(408, "", limits.bodyBytes(), requestId);
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    var head =
        """
        HTTP/1.1 408 Request Timeout\r
        Content-Type: %s\r
        Content-Length: %s\r
        Connection: close\r
        x-request-id: %s\r
        x-response-id: %s\r
        \r
        """
            .formatted(answer.contentType(), Integer.toString(body.length), requestId, requestId)
            .getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
