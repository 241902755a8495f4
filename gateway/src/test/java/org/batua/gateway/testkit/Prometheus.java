package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus, as the system has it installed, that scrapes servers and knows our alerts.
/// Its times are those of `alerts.yml`, shortened: what lasts minutes there lasts a second here. So
/// are the two limits of what is measured in the machine's own time, which no test moves.
public final class Prometheus implements AutoCloseable {
  /// From which a debit is slow; five seconds in `alerts.yml`.
  public static final Duration SLOW_DEBIT = Duration.ofMillis(500);

  /// Some looks fail on a busy machine.
  private static final String WINDOW = "8s";

  private static final String DEBIT_LIMIT = "(?s)(operation=\"debit\".{0,40}?\\)\\) > )5\\b";
  private static final String TRANSACTION_LIMIT = "(oldest_transaction_seconds\\) > )300\\b";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private final Process process;
  private final URI base;

  private final Path log;

  private Prometheus(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /// Starts one.
  ///
  /// @param directory for its data
  /// @param ports of the servers that it scrapes, at this machine
  public static Prometheus start(Path directory, Path alerts, List<Integer> ports) {
    try {
      var targets = ports.stream().map(it -> "'127.0.0.1:" + it + "'").toList();
      Files.writeString(
          directory.resolve("prometheus.yml"), configuration(String.join(", ", targets)));
      Files.writeString(directory.resolve("alerts.yml"), shortened(Files.readString(alerts)));
      int port = FrontProxy.freePort();
      var log = directory.resolve("log");
      var process =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + directory.resolve("prometheus.yml"),
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var made = new Prometheus(process, URI.create("http://127.0.0.1:" + port), log);
      Eventually.until("Prometheus is ready", () -> made.isReady() || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError("Prometheus: " + Files.readString(log));
      }
      return made;
    } catch (IOException e) {
      throw new AssertionError(
          "Prometheus: does not start (expected: installed, as ./batua test does it)", e);
    }
  }

  private static String configuration(String targets) {
    return """
    global: {scrape_interval: 250ms, scrape_timeout: 250ms, evaluation_interval: 250ms}
    rule_files: [alerts.yml]
    scrape_configs:
      - job_name: batua
        static_configs: [{targets: [%s]}]
    """
        .formatted(targets);
  }

  private static String shortened(String alerts) {
    return alerts
        .replaceAll("(?m)^        for: \\w+$", "        for: 1s")
        .replaceAll("\\[\\d+m]", "[" + WINDOW + "]")
        .replaceAll(DEBIT_LIMIT, "$1" + SLOW_DEBIT.toMillis() / 1e3)
        .replaceAll(TRANSACTION_LIMIT, "$13");
  }

  private boolean isReady() {
    try {
      var request = HttpRequest.newBuilder(base.resolve("/-/ready")).build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The names of the alerts that fire now.
  public Set<String> firing() {
    return query("ALERTS{alertstate=\"firing\"}")
        .path("data")
        .path("result")
        .valueStream()
        .map(it -> it.path("metric").path("alertname").asString())
        .collect(Collectors.toSet());
  }

  /// Whether an alert fires or did so, for what happens once: its time may be over at the next
  /// look.
  public boolean hasFired(String alert) {
    return value("count_over_time(ALERTS{alertstate=\"firing\",alertname=\"" + alert + "\"}[10m])")
        > 0;
  }

  /// The value of an expression; NaN for none.
  public double value(String expression) {
    var result = query(expression).path("data").path("result");
    return result.isEmpty() ? Double.NaN : Double.parseDouble(result.at("/0/value/1").asString());
  }

  private JsonNode query(String expression) {
    try {
      var query = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
      var request = HttpRequest.newBuilder(base.resolve("/api/v1/query?" + query)).build();
      return JsonMapper.shared().readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    try {
      var lines = Files.readAllLines(log);
      return "Prometheus " + (process.isAlive() ? "runs; " : "has ended; ") + lines.getLast();
    } catch (IOException e) {
      return "Prometheus has no log";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
