package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A merchant's client of the API. Every exchange is held against `openapi.yaml`, and a difference
/// fails the test that made it.
public final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Optional<String> authorization;

  private Api(URI base, Optional<String> authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /// Without any credential.
  public static Api open(URI base) {
    return new Api(base, Optional.empty());
  }

  public Api withKey(String key) {
    return withAuthorization("Basic " + base64(key + ":"));
  }

  public Api withAuthorization(String header) {
    return new Api(base, Optional.of(header));
  }

  public Api withoutKey() {
    return open(base);
  }

  public URI base() {
    return base;
  }

  /// A call of a percent-encoded path, with its query if there is one.
  ///
  /// @param pathAndQuery percent-encoded
  public ApiCall get(String pathAndQuery) {
    return call("GET", pathAndQuery);
  }

  public ApiCall post(String pathAndQuery) {
    return call("POST", pathAndQuery);
  }

  public ApiCall call(String method, String pathAndQuery) {
    var call = new ApiCall(this, method, pathAndQuery);
    authorization.ifPresent(header -> call.header("Authorization", header));
    return call;
  }

  ApiReply send(ApiCall call) {
    var request = HttpRequest.newBuilder(URI.create(base + call.pathAndQuery())).timeout(PATIENCE);
    call.headers().forEach(request::header);
    request.method(call.method(), call.publisher());
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getLast()));
      var reply = new ApiReply(response.statusCode(), headers, response.body());
      refuseViolations(call, reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void refuseViolations(ApiCall call, ApiReply reply) {
    var target = call.pathAndQuery().split("\\?", 2);
    var violations =
        CONTRACT.violations(
            new OpenApiContract.Request(
                call.method(),
                target[0],
                target.length > 1 ? target[1] : "",
                call.headers(),
                call.bodyText()),
            new OpenApiContract.Response(reply.status(), reply.headers(), reply.body()));
    if (!violations.isEmpty()) {
      throw new AssertionError("against openapi.yaml: " + violations + "\nanswer: " + reply.body());
    }
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
