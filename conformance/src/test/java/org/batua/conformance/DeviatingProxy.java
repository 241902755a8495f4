package org.batua.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// Stands between the suite and a conforming server, and makes one mistake.
final class DeviatingProxy implements AutoCloseable {
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String apiKey;
  private final SeededDeviation deviation;
  private final HttpServer listener;

  /// @param apiKey of the merchant, for mistakes that let a stranger in
  DeviatingProxy(URI server, String apiKey, SeededDeviation deviation) throws IOException {
    this.server = server;
    this.apiKey = apiKey;
    this.deviation = deviation;
    this.listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listener.createContext("/", this::forward);
    listener.start();
  }

  URI url() {
    return URI.create("http://localhost:" + listener.getAddress().getPort());
  }

  @Override
  public void close() {
    listener.stop(0);
  }

  /// A request on its way to the server.
  record Sent(String method, String target, Map<String, String> headers, String body) {
    Sent withHeader(String name, String value) {
      var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      all.putAll(headers);
      all.put(name, value);
      return new Sent(method, target, all, body);
    }

    Sent withBody(String other) {
      return new Sent(method, target, headers, other);
    }
  }

  /// An answer on its way back.
  record Came(int status, Map<String, List<String>> headers, String body) {
    Came withBody(String other) {
      return new Came(status, headers, other);
    }

    Came withStatus(int other) {
      return new Came(other, headers, body);
    }
  }

  /// The server without the mistake.
  Came ask(Sent sent) {
    var request = HttpRequest.newBuilder(URI.create(server + sent.target()));
    sent.headers().forEach(request::setHeader);
    request.method(sent.method(), BodyPublishers.ofString(sent.body()));
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Came(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  String apiKey() {
    return apiKey;
  }

  private void forward(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.getLast());
              }
            });
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var sent =
        new Sent(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    var came = deviation.answer(this, sent);
    var bytes = came.body().getBytes(StandardCharsets.UTF_8);
    came.headers()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(came.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
