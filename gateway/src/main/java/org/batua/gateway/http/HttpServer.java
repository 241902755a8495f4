package org.batua.gateway.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// The HTTP/1.1 server: one virtual thread per connection, bounded in every direction.
public final class HttpServer implements AutoCloseable {
  private static final int TARGET_LENGTH_MAX = 8192;

  private final WebServer server;

  private HttpServer(WebServer server) {
    this.server = server;
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
    var deadline = new ReadDeadline(http1, limits.requestReadTime());
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
            .directHandlers(earlyRefusals(ids))
            .routing(routing -> register(routing, routes, pipeline))
            .build()
            .start();
    return new HttpServer(server);
  }

  public int port() {
    return server.port();
  }

  /// Stops listening and waits for requests under way.
  @Override
  public void close() {
    server.stop();
  }

  private static void register(HttpRouting.Builder routing, List<Route> routes, Pipeline pipeline) {
    for (var route : routes) {
      routing.route(Method.create(route.method()), route.path(), pipeline.handler(route));
    }
    var unknown =
        new Route(
            "*",
            "*",
            Access.OPEN,
            _ -> {
              throw new Rejected(new Rejection.UnknownPath());
            });
    routing.any(pipeline.handler(unknown));
  }

  /// What Helidon refuses by itself, before there is a route, in the form of every other error.
  private static DirectHandlers earlyRefusals(Ids ids) {
    DirectHandler handler =
        (_, type, status, headers, message) -> {
          var requestId = "req_" + ids.hex(12);
          int code = status.code() >= 500 ? type.defaultStatus().code() : status.code();
          var answer = Rejections.refusedEarly(code, "The request is not valid HTTP.", requestId);
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
}
