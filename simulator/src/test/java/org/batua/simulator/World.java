package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.simulator.engine.Provider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running simulator and a merchant's client of it, which signs for itself.
final class World implements AutoCloseable {
  static final String MID = "MBK9006";
  static final String KEY = "ju6tygh7u7tdg554k098ujd5468o";
  static final String CAP = "10000";

  private static final Duration SLOW = Duration.ofMillis(50);
  private static final Duration HANG = Duration.ofMillis(50);
  private static final AtomicLong ORDERS = new AtomicLong(10_000_000);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Simulator simulator;

  private World(Simulator simulator) {
    this.simulator = simulator;
  }

  static World inMemory() {
    return start(config());
  }

  static World start(SimulatorConfig config) {
    return new World(Simulator.start(config));
  }

  static SimulatorConfig config() {
    return SimulatorConfig.inMemory().withDelays(SLOW, HANG);
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }

  Simulator simulator() {
    return simulator;
  }

  static String newOrder() {
    return "ORDER" + ORDERS.incrementAndGet();
  }

  // --- MobiKwik ---

  Map<String, String> otpGenerate(String cell, String cap) {
    return call(
        "otpgenerate", Map.of("msgcode", "504", "cell", cell, "amount", cap, "tokentype", "1"));
  }

  Map<String, String> tokenGenerate(String cell, String otp, String cap) {
    return call("tokengenerate", tokenFields(cell, otp, cap));
  }

  static Map<String, String> tokenFields(String cell, String otp, String cap) {
    return Map.of("msgcode", "507", "cell", cell, "otp", otp, "amount", cap, "tokentype", "1");
  }

  /// A token got the ordinary way.
  String link(String cell) {
    return link(cell, CAP);
  }

  String link(String cell, String cap) {
    assertThat(otpGenerate(cell, cap)).containsEntry("statuscode", "0");
    Map<String, String> answer = tokenGenerate(cell, "123456", cap);
    assertThat(answer).containsEntry("statuscode", "0");
    return value(answer, "token");
  }

  Map<String, String> balance(String cell, String token) {
    return call("userbalance", Map.of("msgcode", "501", "cell", cell, "token", token));
  }

  Map<String, String> debit(String cell, String token, String order, String amount) {
    return call("debitwallet", debitFields(cell, token, order, amount));
  }

  static Map<String, String> debitFields(String cell, String token, String order, String amount) {
    return Map.of(
        "msgcode", "503", "cell", cell, "token", token, "orderid", order, "amount", amount,
        "txntype", "debit", "comment", "a debit");
  }

  Map<String, String> checkStatus(String order) {
    return fields(checkStatusResponse(order));
  }

  HttpResponse<String> checkStatusResponse(String order) {
    Map<String, String> fields = new LinkedHashMap<>(Map.of("mid", MID, "orderid", order));
    fields.put("checksum", sign(List.of(MID, order), KEY));
    return post("/mobikwik/checkstatus", fields, "json");
  }

  static Map<String, String> refundFields(String order, String amount) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.putAll(Map.of("mid", MID, "txid", order, "amount", amount, "ispartial", "yes"));
    fields.put("checksum", sign(List.of(MID, order, amount), KEY));
    return fields;
  }

  Map<String, String> refund(String order, String amount) {
    return fields(refundResponse(order, amount));
  }

  HttpResponse<String> refundResponse(String order, String amount) {
    return post("/mobikwik/walletrefund", refundFields(order, amount), "json");
  }

  /// Calls with mid, merchant name and checksum added, and reads the JSON answer.
  Map<String, String> call(String path, Map<String, String> parameters) {
    return fields(response(path, parameters));
  }

  HttpResponse<String> response(String path, Map<String, String> parameters) {
    return post("/mobikwik/" + path, signed(parameters), "json");
  }

  static Map<String, String> signed(Map<String, String> parameters) {
    return signed(parameters, MID, KEY);
  }

  static Map<String, String> signed(Map<String, String> parameters, String mid, String key) {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    all.put("mid", mid);
    all.put("merchantname", "Test Merchant");
    all.put("checksum", sign(all.values(), key));
    return all;
  }

  /// Whether no answer ever comes back to this call.
  boolean isLost(String path, Map<String, String> signedParameters) {
    try {
      send(request("/mobikwik/" + path, "json").POST(form(signedParameters)).build());
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }

  // --- plumbing ---

  String url(String path) {
    boolean isMobikwik = path.startsWith("/mobikwik/");
    int port = isMobikwik ? simulator.port(Provider.MOBIKWIK) : simulator.port();
    return "http://127.0.0.1:" + port + path;
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String payloadType) {
    return send(request(path, payloadType).POST(form(fields)).build());
  }

  HttpResponse<String> get(String path) {
    return send(request(path, "json").GET().build());
  }

  JsonNode control(String path) {
    HttpResponse<String> response = get("/control" + path);
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  JsonNode control(String method, String path, String json) {
    HttpResponse<String> response = controlResponse(method, path, json);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  HttpResponse<String> controlResponse(String method, String path, String json) {
    return send(
        request("/control" + path, "json").method(method, BodyPublishers.ofString(json)).build());
  }

  void advanceClock(long seconds) {
    control("POST", "/clock/advance", "{\"seconds\":" + seconds + "}");
  }

  String balanceOf(String phone) {
    return control("/accounts/" + phone).path("balance").asString();
  }

  long journalCount(String reference, String kind) {
    return control("/journal/count?ref=" + reference + "&kind=" + kind).path("count").asLong();
  }

  static Map<String, String> fields(HttpResponse<String> response) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(response.body())
        .properties()
        .forEach(p -> fields.put(p.getKey(), p.getValue().asString()));
    return fields;
  }

  static String value(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).orElseThrow();
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static String sign(Collection<String> values, String key) {
    try {
      String text = values.stream().map(v -> "'" + v + "'").collect(Collectors.joining());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path, String payloadType) {
    return HttpRequest.newBuilder(URI.create(url(path)))
        .timeout(Duration.ofSeconds(20))
        .header("payloadtype", payloadType);
  }

  private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
    return BodyPublishers.ofString(encode(fields));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
