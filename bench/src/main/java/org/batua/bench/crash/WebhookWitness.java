package org.batua.bench.crash;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/// A merchant's server that takes webhooks and is never killed: at two endpoints that are alive,
/// and at one that refuses all and must delay nobody.
final class WebhookWitness implements AutoCloseable {
  /// The name of the endpoint that refuses.
  static final String DEAD = "dead";

  private static final int REFUSED = 500;

  private final HttpServer server;
  private final List<WebhookEndpoint> alive =
      List.of(new WebhookEndpoint("primary", 200), new WebhookEndpoint("second", 204));

  WebhookWitness() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    alive.forEach(it -> server.createContext("/" + it.name(), it::take));
    server.createContext(
        "/" + DEAD,
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(REFUSED, -1);
          }
        });
    server.start();
  }

  /// Becomes the merchant's endpoints.
  void subscribe(MerchantClient client, URI gateway) {
    alive.forEach(it -> it.signsWith(subscribe(client, gateway, it.name())));
    subscribe(client, gateway, DEAD);
  }

  private String subscribe(MerchantClient client, URI gateway, String name) {
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    var form = Map.of("url", url, "name", name, "events", "*", "success", "2xx");
    var made = client.post(gateway, "/webhook-endpoints", form);
    if (!made.isGood()) {
      throw new IllegalStateException("endpoint " + name + ": " + made);
    }
    return made.body().path("secret").asString("");
  }

  /// What is wrong, one sentence each.
  ///
  /// @param events ids of all events of the merchant
  /// @param orders of the merchant as they are
  List<String> wrong(List<String> events, Set<Facts.Order> orders) {
    return alive.stream().flatMap(it -> it.wrong(events, orders).stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// How much came.
  @Override
  public String toString() {
    int came = alive.stream().mapToInt(WebhookEndpoint::count).sum();
    long repeated = alive.stream().mapToLong(WebhookEndpoint::repeated).sum();
    return came + " came at " + alive.size() + " endpoints, " + repeated + " of them again";
  }
}
