package org.batua.gateway.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's server that takes webhooks and remembers them.
public final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Answering answering = status(200);

  /// What one request was.
  public record Received(Map<String, String> headers, String body) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    public String name() {
      return json().path("event_name").asString();
    }
  }

  /// How the server answers.
  @FunctionalInterface
  public interface Answering {
    void answer(HttpExchange exchange, Received received) throws IOException;
  }

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  public static WebhookReceiver open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var receiver = new WebhookReceiver(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getLast()));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var one = new Received(headers, body);
      received.add(one);
      answering.answer(exchange, one);
    }
  }

  public static Answering status(int status) {
    return (exchange, _) -> exchange.sendResponseHeaders(status, -1);
  }

  public static Answering text(int status, String text) {
    return (exchange, _) -> {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  public static Answering withHeader(int status, String name, String value) {
    return (exchange, _) -> {
      exchange.getResponseHeaders().add(name, value);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  public WebhookReceiver answers(Answering next) {
    answering = next;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<Received> named(String event) {
    return received.stream().filter(one -> one.name().equals(event)).toList();
  }

  public void forget() {
    received.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
