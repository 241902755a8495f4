package org.batua.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's server that takes webhooks and is never killed: afterwards it tells whether each
/// event came, and whether what it was told last is so.
final class WebhookWitness implements AutoCloseable {
  private static final int SHOWN_MAX = 5;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, Integer> received = new ConcurrentHashMap<>();
  private final Map<String, String> lastStatus = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> forged = new ConcurrentLinkedQueue<>();
  private volatile String secret = "";

  WebhookWitness() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /// Becomes the merchant's endpoint.
  void subscribe(MerchantClient client, URI gateway) {
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    var reply = client.post(gateway, "/webhook-endpoints", Map.of("url", url, "events", "*"));
    secret = reply.body().path("secret").asString();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var id = headers.getFirst("webhook-id");
      var body = exchange.getRequestBody().readAllBytes();
      if (!signature(id, headers.getFirst("webhook-timestamp"), body)
          .equals(headers.getFirst("webhook-signature"))) {
        forged.add(id);
      }
      var json = JSON.readTree(body);
      var order = json.path("content").path("order");
      // a step on the way may come after the end
      if (json.path("event_name").asString().startsWith("ORDER_")) {
        lastStatus.put(order.path("id").asString(), order.path("status").asString());
      }
      received.merge(id, 1, Integer::sum);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private String signature(String id, String time, byte[] body) {
    try {
      var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot sign", e);
    }
  }

  /// How many webhooks came more than once.
  long repeated() {
    return received.values().stream().filter(times -> times > 1).count();
  }

  int count() {
    return received.size();
  }

  /// What is wrong, one sentence each.
  ///
  /// @param events ids of all events of the merchant
  /// @param orders as they stand
  List<String> wrong(List<String> events, List<Facts.Order> orders) {
    List<String> wrong = new ArrayList<>();
    forged.forEach(id -> wrong.add("WEBHOOKS: the signature of " + id + " is wrong"));
    events.stream()
        .filter(id -> !received.containsKey(id))
        .limit(SHOWN_MAX)
        .forEach(id -> wrong.add("WEBHOOKS: " + id + " never came"));
    orders.stream()
        .filter(order -> !saysWhatIs(order))
        .limit(SHOWN_MAX)
        .forEach(
            order ->
                wrong.add(
                    "WEBHOOKS: order "
                        + order.id()
                        + " is "
                        + order.status()
                        + ", told last: "
                        + lastStatus.get(order.ref())));
    return wrong;
  }

  private boolean saysWhatIs(Facts.Order order) {
    return switch (order.status()) {
      case "CHARGED" -> "CHARGED".equals(lastStatus.get(order.ref()));
      case "FAILED" -> "AUTHORIZATION_FAILED".equals(lastStatus.get(order.ref()));
      default -> true;
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
