package org.batua.gateway.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// A collector of OpenTelemetry that takes spans by OTLP over HTTP and remembers them. It reads the
/// messages by the numbers of their fields in `opentelemetry/proto/trace/v1/trace.proto`, and knows
/// nothing of the library that wrote them.
public final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /// A span as it came.
  ///
  /// @param parent empty where it has none
  /// @param kind 2 for a server's, 3 for a client's
  public record Span(
      String traceId,
      String id,
      String parent,
      String name,
      long kind,
      Map<String, String> attributes,
      Map<String, String> resource) {
    public String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }
  }

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var collector = new TraceCollector(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/v1/traces", collector::take);
      server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!"application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        exchange.sendResponseHeaders(415, -1);
        return;
      }
      try (var body = new GZIPInputStream(exchange.getRequestBody())) {
        read(UnknownFieldSet.parseFrom(body.readAllBytes()));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void read(UnknownFieldSet request) throws IOException {
    for (var ofResource : messages(request, 1)) {
      Map<String, String> resource = new HashMap<>();
      for (var one : messages(ofResource, 1)) {
        resource.putAll(attributes(one, 1));
      }
      for (var ofScope : messages(ofResource, 2)) {
        for (var span : messages(ofScope, 2)) {
          spans.add(
              new Span(
                  hex(span, 1),
                  hex(span, 2),
                  hex(span, 4),
                  text(span, 5),
                  number(span, 6),
                  attributes(span, 9),
                  resource));
        }
      }
    }
  }

  private static Map<String, String> attributes(UnknownFieldSet of, int field) throws IOException {
    Map<String, String> found = new HashMap<>();
    for (var pair : messages(of, field)) {
      for (var value : messages(pair, 2)) {
        var isText = !value.getField(1).getLengthDelimitedList().isEmpty();
        found.put(text(pair, 1), isText ? text(value, 1) : Long.toString(number(value, 3)));
      }
    }
    return found;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) throws IOException {
    List<UnknownFieldSet> found = new CopyOnWriteArrayList<>();
    for (var bytes : of.getField(field).getLengthDelimitedList()) {
      found.add(UnknownFieldSet.parseFrom(bytes));
    }
    return found;
  }

  private static String text(UnknownFieldSet of, int field) {
    return bytes(of, field).toStringUtf8();
  }

  private static String hex(UnknownFieldSet of, int field) {
    return HexFormat.of().formatHex(bytes(of, field).toByteArray());
  }

  private static ByteString bytes(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .reduce(ByteString.EMPTY, (_, last) -> last);
  }

  private static long number(UnknownFieldSet of, int field) {
    return of.getField(field).getVarintList().stream().reduce(0L, (_, last) -> last);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /// All of one trace.
  public List<Span> ofTrace(String traceId) {
    return spans.stream().filter(it -> it.traceId().equals(traceId)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
