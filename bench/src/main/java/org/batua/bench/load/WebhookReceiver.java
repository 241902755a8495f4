package org.batua.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Receivers of webhooks, good and bad. Each address of this machine's loopback network is another
/// receiver: an order's own URL has a queue of its own for each host.
final class WebhookReceiver implements AutoCloseable {
  /// What bad receivers do.
  static final List<String> KINDS =
      List.of("hang", "drip", "refuse", "500", "redirect", "reset", "big");

  private static final int BIG_BYTES = 10_000_000;
  private static final int PART_BYTES = 10_000;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final HttpServer server;

  WebhookReceiver() {
    // it closes idle connections beyond 200, also those that a request is on its way on
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    try {
      this.server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 4096);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/take", this::take);
    server.createContext("/hang", this::hang);
    server.createContext("/drip", this::drip);
    server.createContext("/500", exchange -> answer(exchange, 500));
    server.createContext("/redirect", WebhookReceiver::redirect);
    // no answer at all
    server.createContext("/reset", HttpExchange::close);
    server.createContext("/big", WebhookReceiver::big);
    server.start();
  }

  /// When the head of each event's request came, by the id of the event; those of good receivers.
  Map<String, Long> arrivals() {
    return arrivals;
  }

  /// A good receiver.
  String good(String host) {
    return url(host, "take");
  }

  /// What refuses has a port that nothing listens on.
  String bad(String host, String kind) {
    return kind.equals("refuse") ? "http://" + host + ":9/" + kind : url(host, kind);
  }

  private String url(String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + "/" + path;
  }

  private void take(HttpExchange exchange) throws IOException {
    long arrived = System.nanoTime();
    arrivals.putIfAbsent(exchange.getRequestHeaders().getFirst("webhook-id"), arrived);
    answer(exchange, 200);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void hang(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  /// A byte a second, without an end that is waited for.
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      while (!end.await(1, TimeUnit.SECONDS)) {
        body.write('.');
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
    answer(exchange, 302);
  }

  private static void big(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(500, BIG_BYTES);
    try (var body = exchange.getResponseBody()) {
      var part = new byte[PART_BYTES];
      for (int sent = 0; sent < BIG_BYTES; sent += PART_BYTES) {
        body.write(part);
      }
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
