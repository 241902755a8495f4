package org.batua.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WebAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a running server's API for a command.
final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  /// Too many requests; starting, stopping, or without its database.
  private static final Set<Integer> BUSY = Set.of(429, 503);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI base;
  private final String authorization;

  private ApiClient(URI base, Secret key) {
    this.base = base;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((key.reveal() + ":").getBytes(UTF_8));
  }

  /// Which server, and with which key; those of the development server without them.
  static final class Options {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The server. Default: the development server of the data directory.")
    @Nullable String url;

    @Option(
        names = "--key-file",
        paramLabel = "FILE",
        description = "Has the API key. Default: BATUA_API_KEY, else the development server's key.")
    @Nullable Path keyFile;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Default: ./data of Batua.")
    @Nullable Path dataDir;

    ApiClient client() {
      var key = key();
      var given = Optional.ofNullable(url).map(Options::address);
      if (given.isPresent() && key.isPresent()) {
        return new ApiClient(given.get(), key.get());
      }
      var development = development();
      return new ApiClient(
          given.orElseGet(() -> URI.create(development.path("base_url").asString())),
          key.orElseGet(() -> Secret.of(development.path("api_key").asString())));
    }

    private static URI address(String text) {
      return WebAddress.plain(text)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "--url: "
                          + WebAddress.shown(text)
                          + " (expected: "
                          + WebAddress.PLAIN
                          + ")"));
    }

    private Optional<Secret> key() {
      try {
        return keyFile == null
            ? Optional.ofNullable(System.getenv("BATUA_API_KEY")).map(Secret::of)
            : Optional.of(Secret.of(Files.readString(keyFile).strip()));
      } catch (IOException e) {
        throw new UncheckedIOException(keyFile + ": " + FileFailure.text(e), e);
      }
    }

    private JsonNode development() {
      var home = Path.of(System.getProperty("batua.home", "."));
      var file = (dataDir == null ? home.resolve("data") : dataDir).resolve("dev.json");
      try {
        return JSON.readTree(Files.readString(file));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            file + ": not there (expected: ./batua serve in development mode, or --url and a key)");
      }
    }
  }

  URI base() {
    return base;
  }

  JsonNode get(String pathAndQuery) {
    return JSON.readTree(text(HttpRequest.newBuilder(base.resolve(pathAndQuery)).GET()));
  }

  String read(String pathAndQuery) {
    return text(HttpRequest.newBuilder(base.resolve(pathAndQuery)).GET());
  }

  JsonNode post(String path, Map<String, String> form) {
    var body = form.entrySet().stream().map(ApiClient::encoded).collect(joining("&"));
    return JSON.readTree(
        text(
            HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))));
  }

  private static String encoded(Map.Entry<String, String> field) {
    return encode(field.getKey()) + "=" + encode(field.getValue());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /// What the server answered.
  ///
  /// @throws IllegalArgumentException with the server's own words when it refuses
  /// @throws UncheckedIOException when it is away or busy: the same call may work later
  private String text(HttpRequest.Builder request) {
    try {
      var response =
          http.send(
              request.timeout(TIMEOUT).header("Authorization", authorization).build(),
              BodyHandlers.ofString());
      if (BUSY.contains(response.statusCode())) {
        throw new IOException("answer " + response.statusCode());
      }
      if (response.statusCode() / 100 != 2) {
        throw new IllegalArgumentException(
            "the server answered "
                + response.statusCode()
                + ": "
                + response.body().lines().findFirst().orElse(""));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(base + ": " + e + " (expected: a running server)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }
}
