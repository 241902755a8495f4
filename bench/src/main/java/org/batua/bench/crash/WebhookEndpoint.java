package org.batua.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.bench.process.Await;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One of the merchant's endpoints that is always alive, and what it was told.
final class WebhookEndpoint {
  private static final int SHOWN_MAX = 5;
  private static final int SLOW_PERCENT = 15;
  private static final int SLOW_MILLIS_MAX = 1_500;
  private static final int ID_TIME = "evt_V2_".length();
  private static final int ID_TIME_END = ID_TIME + 12;
  private static final long CLOCKS_APART_MILLIS = 2_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final int answer;
  private final Map<String, Integer> times = new ConcurrentHashMap<>();
  private final Map<String, String> envelopes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> orders = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile String secret = "";

  /// @param answer the status with which it takes webhooks
  WebhookEndpoint(String name, int answer) {
    this.name = name;
    this.answer = answer;
  }

  String name() {
    return name;
  }

  void signsWith(String newSecret) {
    secret = newSecret;
  }

  /// Takes a webhook, now and then so slowly that its sender may be killed meanwhile.
  void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var id = headers.getFirst("webhook-id");
      var body = exchange.getRequestBody().readAllBytes();
      var time = headers.getFirst("webhook-timestamp");
      if (!signature(id, time, body).equals(headers.getFirst("webhook-signature"))) {
        wrong.add("the signature of " + id + " is wrong");
      }
      note(id, JSON.readTree(body));
      var random = ThreadLocalRandom.current();
      if (random.nextInt(100) < SLOW_PERCENT) {
        Await.pause(Duration.ofMillis(random.nextInt(SLOW_MILLIS_MAX)));
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private void note(String id, JsonNode body) {
    var envelope =
        "%s %s %s"
            .formatted(
                body.path("id").asString(""),
                body.path("event_name").asString(""),
                body.path("date_created").asString(""));
    if (!envelope.startsWith(id + " ")) {
      wrong.add("webhook-id " + id + ", but the body says " + envelope);
    }
    var before = envelopes.putIfAbsent(id, envelope);
    if (before != null && !before.equals(envelope)) {
      wrong.add(before + " came again as " + envelope);
    }
    var order = body.path("content").path("order");
    // a step on the way may come after the end
    if (body.path("event_name").asString("").startsWith("ORDER_")) {
      orders
          .computeIfAbsent(order.path("id").asString(""), _ -> new ConcurrentHashMap<>())
          .put(id, order.path("status").asString(""));
    }
    times.merge(id, 1, Integer::sum);
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

  /// How many events came more than once.
  long repeated() {
    return times.values().stream().filter(it -> it > 1).count();
  }

  int count() {
    return times.size();
  }

  /// What is wrong, one sentence each.
  ///
  /// @param events ids of all events of the merchant
  /// @param known orders of the merchant as they are
  List<String> wrong(List<String> events, Set<Facts.Order> known) {
    List<String> found = new ArrayList<>(wrong);
    events.stream()
        .filter(id -> !times.containsKey(id))
        .limit(SHOWN_MAX)
        .forEach(id -> found.add(id + " never came"));
    for (var order : known.stream().filter(it -> !saysWhatIs(it)).limit(SHOWN_MAX).toList()) {
      var told = newest(order);
      found.add("order " + order.id() + " is " + order.status() + ", the last event says " + told);
    }
    return found.stream().map(it -> "WEBHOOKS: endpoint " + name + ": " + it).toList();
  }

  private boolean saysWhatIs(Facts.Order order) {
    return switch (order.status()) {
      case "CHARGED" -> newest(order).contains("CHARGED");
      case "FAILED" -> newest(order).contains("AUTHORIZATION_FAILED");
      default -> true;
    };
  }

  /// What the newest event about an order said; with those before it that the clocks of two servers
  /// may have put in the wrong order.
  private List<String> newest(Facts.Order order) {
    var told = orders.getOrDefault(order.ref(), Map.of());
    long last = told.keySet().stream().mapToLong(WebhookEndpoint::millis).max().orElse(0);
    return told.entrySet().stream()
        .filter(it -> millis(it.getKey()) >= last - CLOCKS_APART_MILLIS)
        .map(Map.Entry::getValue)
        .toList();
  }

  /// Ids of events begin with their time.
  private static long millis(String id) {
    return HexFormat.fromHexDigitsToLong(id, ID_TIME, ID_TIME_END);
  }
}
