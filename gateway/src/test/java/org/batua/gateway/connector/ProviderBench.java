package org.batua.gateway.connector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.transport.HttpTransport;
import org.batua.gateway.connector.transport.TransportLimits;
import org.batua.gateway.trace.UnkeptSpans;
import org.batua.simulator.Simulator;
import org.batua.simulator.SimulatorConfig;
import org.batua.simulator.engine.Provider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running simulator, a real transport to it, and the back door to look behind the provider.
public final class ProviderBench implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LATE = Duration.ofMillis(50);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private final Simulator simulator;
  private final GatewayCode gateway;
  private final HttpTransport transport;
  private final HttpClient client = HttpClient.newHttpClient();

  public ProviderBench(GatewayCode gateway) {
    this.gateway = gateway;
    this.simulator =
        Simulator.start(
            SimulatorConfig.inMemory()
                .withDelays(LATE, LATE)
                .withOwnPort(Provider.valueOf(gateway.code()), 0));
    var limits = TransportLimits.DEFAULT;
    var patient = new TransportLimits.Circuit(100, 10_000, LATE, LATE, 1);
    this.transport =
        new HttpTransport(
            new TransportLimits(
                limits.connectTimeout(),
                limits.idleKeepAlive(),
                limits.callsMax(),
                limits.waitMax(),
                limits.answerBytesMax(),
                patient),
            new SimpleMeterRegistry(),
            new UnkeptSpans());
  }

  public Transport transport() {
    return transport;
  }

  /// Where the provider's API begins.
  public String url() {
    var port = simulator.port(Provider.valueOf(gateway.code()));
    return "http://127.0.0.1:" + port + "/" + name();
  }

  private String name() {
    return gateway.code().toLowerCase(Locale.ROOT);
  }

  public void reset() {
    control("POST", "/reset", "");
  }

  public void advanceClock(Duration step) {
    control("POST", "/clock/advance", "{\"seconds\":" + step.toSeconds() + "}");
  }

  /// Takes the provider down so that connections to it are refused.
  public void refuseConnections() {
    control("POST", "/providers/" + name() + "/down", "{\"mode\":\"refuse\"}");
  }

  public void goUp() {
    control("POST", "/providers/" + name() + "/up", "");
  }

  /// The customer withdraws the consent in the provider's app.
  public void revoke(MobileNumber mobile) {
    control("POST", "/accounts/" + mobile.national() + "/revoke?provider=" + gateway, "");
  }

  /// What the wallet holds, in the currency that the caller counts in.
  public Money balance(MobileNumber mobile, Currency currency) {
    return new Money(balance(mobile).minor(), currency);
  }

  public Money balance(MobileNumber mobile) {
    var account = control("GET", "/accounts/" + mobile.national() + "?provider=" + gateway, "");
    return Money.parse(account.path("balance").asString(), Money.INR).orElseThrow();
  }

  /// How many calls of a kind reached the provider about a reference.
  public long calls(String kind, Reference reference) {
    return control("GET", "/journal/count?kind=" + kind + "&ref=" + reference, "")
        .path("count")
        .asLong();
  }

  private JsonNode control(String method, String path, String json) {
    var url = URI.create("http://127.0.0.1:" + simulator.port() + "/control" + path);
    var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(json));
    var response = send(request.build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }

  /// Opens a hosted page as a browser does, takes the decision if the page asks for one, and
  /// returns the parameters of the way back; empty when the page never sends the customer back.
  public Map<String, String> visit(CustomerPage page, String decision) {
    var response =
        switch (page) {
          case CustomerPage.Link(var url) -> send(HttpRequest.newBuilder(url).build());
          case CustomerPage.Form(var url, var fields) -> post(url, fields);
        };
    while (true) {
      var location = response.headers().firstValue("Location");
      if (response.statusCode() >= 400) {
        throw new IllegalStateException("no page: " + response.body());
      } else if (location.isPresent()) {
        var target = response.uri().resolve(location.get());
        if (!target.getPath().contains("/page/")) {
          return parameters(target);
        }
        response = send(HttpRequest.newBuilder(target).build());
      } else if (response.body().contains("name=\"decision\"")) {
        response = post(response.uri(), Map.of("decision", decision));
      } else {
        return hidden(response.body());
      }
    }
  }

  /// The fields of the form that the page would post to the merchant.
  private static Map<String, String> hidden(String html) {
    var fields = new HashMap<String, String>();
    HIDDEN.matcher(html).results().forEach(f -> fields.put(f.group(1), f.group(2)));
    return fields;
  }

  /// Opens a page as a browser does, posts the fields if it does not lead away by itself, and tells
  /// where the browser is sent.
  public URI browse(URI page, Map<String, String> fields) {
    var shown = send(HttpRequest.newBuilder(page).build());
    var left = shown.statusCode() / 100 == 3;
    return URI.create(location(left ? shown : post(page, fields)));
  }

  private static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new IllegalStateException("no redirect: " + response.body()));
  }

  private HttpResponse<String> post(URI url, Map<String, String> fields) {
    var form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  static Map<String, String> parameters(URI url) {
    var parameters = new HashMap<String, String>();
    for (var pair : url.getRawQuery().split("&", -1)) {
      var at = pair.indexOf('=');
      parameters.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Rupees of a scenario, as `7005.00`.
  public static Money rupees(String text) {
    return Money.inr(new BigDecimal(text).movePointRight(2).longValueExact());
  }

  @Override
  public void close() {
    client.close();
    transport.close();
    simulator.close();
  }
}
