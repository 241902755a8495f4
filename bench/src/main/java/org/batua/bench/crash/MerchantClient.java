package org.batua.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's backend that calls the gateway's API with its key, and never repeats by itself.
final class MerchantClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String authorization;

  /// @param status 0 when no answer came
  record Reply(int status, JsonNode body) {
    boolean isGood() {
      return status == 200;
    }

    /// Nobody can tell from this what happened.
    boolean leavesOpen() {
      return status == 0 || status >= 500;
    }
  }

  MerchantClient(String apiKey) {
    var credentials = (apiKey + ":").getBytes(StandardCharsets.UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  Reply get(URI gateway, String path) {
    return send(request(gateway, path).GET().build());
  }

  Reply post(URI gateway, String path, Map<String, String> form) {
    return send(
        request(gateway, path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Browser.encoded(form)))
            .build());
  }

  /// As somebody else, with headers of the caller's own.
  Reply postAsStranger(URI gateway, String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  private HttpRequest.Builder request(URI gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .timeout(TIMEOUT)
        .header("Authorization", authorization);
  }

  private Reply send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException | JacksonException e) {
      return new Reply(0, JSON.createObjectNode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
