package org.batua.simulator.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One port on which calls are taken; it can be closed and opened again.
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Duration BIND_RETRY = Duration.ofMillis(200);
  private static final int BIND_ATTEMPTS_MAX = 25;
  private static final long BODY_BYTES_MAX = 65_536;
  private static final Duration STOP_GRACE = Duration.ofMillis(100);

  private final String host;
  private final Consumer<HttpRouting.Builder> routing;
  private final Latency latency;
  private int port;
  private @Nullable WebServer server;

  /// Port 0 takes any free one at the first opening and keeps it from then on.
  public Listener(String host, int port, Consumer<HttpRouting.Builder> routing, Latency latency) {
    this.host = host;
    this.port = port;
    this.routing = routing;
    this.latency = latency;
  }

  public synchronized int port() {
    return port;
  }

  /// Opens the port, waiting a few seconds for a predecessor that still holds it.
  public synchronized void open() {
    if (server != null) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      WebServer started = start();
      // Helidon logs a port that it cannot have and returns, instead of throwing.
      if (started.isRunning()) {
        server = started;
        port = started.port();
        return;
      }
      if (attempt == BIND_ATTEMPTS_MAX) {
        throw new IllegalStateException("port: " + port + " (expected: a free one)");
      }
      LOG.info("port {} is busy, trying again", port);
      latency.pass(BIND_RETRY);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  private WebServer start() {
    WebServer made =
        WebServer.builder()
            .host(host)
            .port(port)
            .maxPayloadSize(BODY_BYTES_MAX)
            .shutdownGracePeriod(STOP_GRACE)
            .shutdownHook(false)
            .directHandlers(Errors.beforeRouting())
            .routing(routing.andThen(Errors::mount))
            .build();
    return made.start();
  }
}
