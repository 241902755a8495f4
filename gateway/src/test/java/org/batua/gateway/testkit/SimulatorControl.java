package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The back door of the simulated providers: what happened there, and what shall happen next.
public final class SimulatorControl {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;
  private final String provider;

  public SimulatorControl(int port, String provider) {
    this(URI.create("http://127.0.0.1:" + port + "/control"), provider);
  }

  private SimulatorControl(URI base, String provider) {
    this.base = base;
    this.provider = provider;
  }

  /// The same for another provider.
  public SimulatorControl of(String otherProvider) {
    return new SimulatorControl(base, otherProvider);
  }

  /// Forgets all accounts, links and calls.
  public void reset() {
    post("/reset", "");
  }

  /// The customer ends the link in the provider's app.
  public void revoke(String phone) {
    post("/accounts/" + phone + "/revoke?provider=" + provider, "");
  }

  public void setBalance(String phone, String rupees) {
    send("PUT", "/accounts/" + phone + "?provider=" + provider, "{\"balance\":\"" + rupees + "\"}");
  }

  /// The provider answers 503 to everything.
  public void goDown() {
    post("/providers/" + provider.toLowerCase(Locale.ROOT) + "/down", "{\"mode\":\"503\"}");
  }

  /// The provider takes no connection.
  public void refuseConnections() {
    post("/providers/" + provider.toLowerCase(Locale.ROOT) + "/down", "{\"mode\":\"refuse\"}");
  }

  public void goUp() {
    post("/providers/" + provider.toLowerCase(Locale.ROOT) + "/up", "");
  }

  /// From now on every call that moves money goes wrong in this way, at every provider.
  public void goWrong(String kind) {
    post("/faults", "{\"seed\":1,\"percent\":100,\"kinds\":[\"" + kind + "\"]}");
  }

  /// All is well again.
  public void goRight() {
    send("DELETE", "/faults", "");
  }

  public void addMerchant(String mid, String key) {
    post("/merchants?provider=" + provider, "{\"mid\":\"%s\",\"key\":\"%s\"}".formatted(mid, key));
  }

  /// Customers see the name on the provider's pages.
  public void nameMerchant(String mid, String name) {
    send("PUT", "/merchants/" + mid + "?provider=" + provider, "{\"name\":\"" + name + "\"}");
  }

  /// The name of a merchant that customers see.
  public String merchantName(String mid) {
    return send("GET", "/merchants/" + mid + "?provider=" + provider, "").path("name").asString();
  }

  /// What a wallet holds there.
  public BigDecimal balance(String phone) {
    return new BigDecimal(
        send("GET", "/accounts/" + phone + "?provider=" + provider, "").path("balance").asString());
  }

  /// How many calls of a kind reached the providers.
  ///
  /// @param about a query that chooses them, as `ref=…` or `phone=…`
  public int count(String kind, String about) {
    return send("GET", "/journal/count?kind=" + kind + "&" + about, "").path("count").asInt();
  }

  /// The calls that reached the providers since the last reset, oldest first.
  public JsonNode journal() {
    return send("GET", "/journal?limit=10000", "");
  }

  /// The provider's own record of what it moved, as CSV.
  public String statement() {
    return exchange("GET", "/statement?provider=" + provider, "");
  }

  /// The notifications that the providers sent, oldest first.
  public JsonNode notices() {
    return send("GET", "/notices", "");
  }

  /// Waits until the providers have sent as many notifications about something and remember them.
  /// That the gateway has one is too early: the provider notes it when it has read our answer.
  public void awaitNotices(String about, int atLeast) {
    Eventually.until(
        atLeast + " notifications about " + about,
        () ->
            notices().findValuesAsString("about").stream().filter(about::equals).count()
                >= atLeast);
  }

  /// Lets the provider send its notifications about something once more: those that it remembers,
  /// see [#awaitNotices].
  public void sendAgain(String about, int times, String sequence) {
    var reversed = sequence.equals("reversed");
    post(
        "/notices/again",
        "{\"about\":\"" + about + "\",\"times\":" + times + ",\"reversed\":" + reversed + "}");
  }

  /// Ends a payment that is pending there.
  public void resolve(String reference, String result) {
    post("/transactions/" + reference + "/resolve", "{\"result\":\"" + result + "\"}");
  }

  private void post(String path, String json) {
    send("POST", path, json);
  }

  private JsonNode send(String method, String path, String json) {
    return JsonMapper.shared().readTree(exchange(method, path, json));
  }

  private String exchange(String method, String path, String json) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(json))
            .build();
    try {
      var response = CLIENT.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
