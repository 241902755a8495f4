package org.batua.gateway.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.batua.gateway.base.Ids;
import org.batua.gateway.trace.Tracing;

/// The HTTP server: one virtual thread per connection, bounded in every direction.
public final class HttpServer implements AutoCloseable {
  private static final int TARGET_LENGTH_MAX = 8192;
  private static final int FILES_PER_CONNECTION = 2;
  private static final int ARRIVING_MAX = 512;

  /// What the API's document knows; anything else that Helidon says of a request is a bad one.
  private static final Set<Integer> ANSWERED_EARLY = Set.of(404, 413);

  private final WebServer server;
  private final Connections connections;
  private final Pipeline pipeline;
  private final UploadFolder uploads;

  private HttpServer(
      WebServer server, Connections connections, Pipeline pipeline, UploadFolder uploads) {
    this.server = server;
    this.connections = connections;
    this.pipeline = pipeline;
    this.uploads = uploads;
  }

  /// Starts listening.
  ///
  /// @param port 0 for any free one
  /// @throws IllegalStateException when the address is taken
  public static HttpServer start(
      String host,
      int port,
      List<Route> routes,
      Authentication authentication,
      HttpLimits limits,
      MeterRegistry meters,
      Tracing tracing,
      Ids ids) {
    var http1 =
        Http1ConnectionSelector.builder()
            .config(
                Http1Config.builder()
                    .maxPrologueLength(TARGET_LENGTH_MAX)
                    .maxHeadersSize(limits.headerBytes())
                    .addSendListener(new NoContent())
                    .buildPrototype())
            .build();
    var bounded = limits.withConnections(connectionsMax(limits.connecting().connections()));
    var unreadBytes = new Semaphore(Math.max(limits.bodyBytes(), limits.bodiesBytes()));
    var connections = new Connections(http1, bounded, it -> tooSlow(it, limits, ids), unreadBytes);
    var uploads = new UploadFolder(Path.of(System.getProperty("java.io.tmpdir")));
    uploads.sweep();
    var bodies = new BodyReader(limits.bodyBytes(), limits.uploadBytes(), unreadBytes, uploads);
    var pipeline =
        new Pipeline(routes, authentication, limits, bodies, connections, meters, tracing, ids);
    var server =
        WebServer.builder()
            .host(host)
            .port(port)
            .useNio(false)
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .addConnectionSelector(connections)
            // one more than are kept has to be let in, to be told from the others
            .maxTcpConnections(bounded.connecting().connections() + ARRIVING_MAX)
            .contentEncoding(new UndecodedBodies())
            .idleConnectionTimeout(limits.times().idle())
            .shutdownGracePeriod(limits.times().drain())
            .shutdownHook(false)
            .backlog(ARRIVING_MAX)
            // who reads for too long is cut off from outside; a timer for each read costs more
            .connectionOptions(options -> options.readTimeout(Duration.ZERO).tcpNoDelay(true))
            .directHandlers(earlyRefusals(limits, ids, connections))
            .routing(routing -> routing.any(pipeline::serve))
            .build()
            .start();
    return new HttpServer(server, connections, pipeline, uploads).listening(host + ":" + port);
  }

  /// Helidon only logs that it could not bind.
  private HttpServer listening(String address) {
    if (server.port() < 0) {
      close();
      throw new IllegalStateException(address + " is taken, or no address of this machine");
    }
    return this;
  }

  public int port() {
    return server.port();
  }

  /// Goes on to serve, but ends each connection with its next answer, so that clients that keep
  /// theirs open go elsewhere.
  public void drain() {
    pipeline.drain();
  }

  /// Stops listening and waits for requests under way.
  @Override
  public void close() {
    pipeline.drain();
    server.stop();
    connections.close();
    uploads.close();
  }

  /// As many as are wanted, or as the process may have: out of file descriptors, a server cannot
  /// accept at all.
  private static int connectionsMax(int wanted) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(wanted, unix.getMaxFileDescriptorCount() / FILES_PER_CONNECTION)
        : wanted;
  }

  /// What Helidon refuses by itself, before there is a route, in the form of every other error. It
  /// calls some malformed requests an internal error; ours are answered by the pipeline.
  private static DirectHandlers earlyRefusals(HttpLimits limits, Ids ids, Connections connections) {
    DirectHandler handler =
        (request, _, status, headers, _) -> {
          var requestId = "req_" + ids.hex(12);
          int code = ANSWERED_EARLY.contains(status.code()) ? status.code() : 400;
          var connection = connections.current();
          if (code == 400
              && (status.code() == 414 || connection.bytesRead() > limits.headerBytes())) {
            // of a header block that is too large Helidon only says that it is bad
            code = 431;
          }
          var answer =
              Rejections.refusedEarly(
                  code, "The request is not valid HTTP.", limits.bodyBytes(), requestId);
          headers.set(HeaderNames.CONTENT_TYPE, answer.contentType());
          headers.set(HeaderNames.create("x-request-id"), requestId);
          headers.set(HeaderNames.create("x-response-id"), requestId);
          return DirectHandler.TransportResponse.builder()
              .status(Status.create(answer.status()))
              .headers(headers)
              .keepAlive(false)
              .entity(connection.isHead() ? "" : answer.body())
              .build();
        };
    var handlers = DirectHandlers.builder();
    for (var type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /// The last words to a client that did not send its request in time, as bytes on the wire.
  private static byte[] tooSlow(OpenConnection connection, HttpLimits limits, Ids ids) {
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
    if (connection.isHead()) {
      return head;
    }
    var all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
