package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.http.Authentication;
import org.batua.gateway.http.HttpServer;
import org.batua.gateway.http.OperationRoutes;
import org.batua.gateway.http.Route;
import org.batua.gateway.trace.Tracing;

/// What listens: the API, and where an operator wants it, health and metrics on a port of their
/// own.
final class Listeners implements AutoCloseable {
  private final HttpServer api;
  private final Optional<HttpServer> management;
  private final Duration shutdownDelay;

  private Listeners(HttpServer api, Optional<HttpServer> management, Duration shutdownDelay) {
    this.api = api;
    this.management = management;
    this.shutdownDelay = shutdownDelay;
  }

  static Listeners start(
      Config config,
      OperationRoutes operation,
      List<Route> routes,
      Authentication authentication,
      MeterRegistry meters,
      Tracing tracing,
      Ids ids) {
    var limits = config.http();
    var management =
        config
            .listen()
            .management()
            .map(
                it ->
                    listen(
                        "management.port",
                        it.port(),
                        () ->
                            HttpServer.start(
                                it.host(),
                                it.port(),
                                operation.management(),
                                authentication,
                                limits,
                                meters,
                                tracing,
                                ids)));
    List<Route> served = new ArrayList<>(routes);
    if (management.isEmpty()) {
      served.addAll(operation.management());
    }
    var api =
        listen(
            "port",
            config.listen().port(),
            () ->
                HttpServer.start(
                    config.listen().host(),
                    config.listen().port(),
                    served,
                    authentication,
                    limits,
                    meters,
                    tracing,
                    ids));
    return new Listeners(api, management, limits.times().shutdownDelay());
  }

  private static HttpServer listen(String setting, int port, Supplier<HttpServer> starting) {
    try {
      return starting.get();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "setting %s: %s: %s (expected: a free port; 0 for any)"
              .formatted(setting, port, e.getMessage()),
          e);
    }
  }

  int port() {
    return api.port();
  }

  int managementPort() {
    return management.orElse(api).port();
  }

  /// Serves on for a while, so that whoever sees that the server is not ready sends no more here;
  /// then stops listening and waits for requests under way.
  @Override
  public void close() {
    api.drain();
    waitForProxies();
    api.close();
    management.ifPresent(HttpServer::close);
  }

  private void waitForProxies() {
    try {
      var _ = new CountDownLatch(1).await(shutdownDelay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
