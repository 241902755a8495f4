package org.batua.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forwards a merchant's events to a program on this machine, as they happen.
@Command(
    name = "listen",
    description = "Forward events to a program on this machine, as they happen.",
    mixinStandardHelpOptions = true)
public final class ListenCommand implements Callable<Integer> {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration FORWARD_MAX = Duration.ofSeconds(30);
  private static final Pattern MESSAGE =
      Pattern.compile("id: ([0-9]+)\nevent: (\\w+)\ndata: ([^\n]*)\n\n");
  private static final JsonMapper JSON = new JsonMapper();

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ApiClient.Options options = new ApiClient.Options();

  @Option(
      names = "--forward-to",
      paramLabel = "URL",
      description = "As http://localhost:3000/hook; only printed without it.")
  private @Nullable URI target;

  @Option(names = "--events", paramLabel = "A,B", description = "Default: all.")
  private @Nullable String events;

  @Option(names = "--print", description = "Print the bodies.")
  private boolean print;

  @Option(names = "--skip-verify", description = "Take any certificate of the target.")
  private boolean skipVerify;

  @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
  private int count;

  private int seen;

  @Override
  public Integer call() {
    var client = options.client();
    var http = http();
    long last = begin(client);
    boolean isAway = false;
    while (count == 0 || seen < count) {
      try {
        last = forward(client, http, last);
        isAway = false;
      } catch (UncheckedIOException e) {
        if (!isAway) {
          say("the server is away; going on after number " + last + " when it is back");
        }
        isAway = true;
        LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
      }
    }
    return 0;
  }

  private long begin(ApiClient client) {
    var hello = MESSAGE.matcher(client.read("/events/stream"));
    if (!hello.find()) {
      throw new IllegalArgumentException(client.base() + ": not a Batua that can be listened to");
    }
    say("secret: " + JSON.readTree(hello.group(3)).path("secret").asString());
    say("listening at " + client.base() + (target == null ? "" : ", forwarding to " + target));
    return Long.parseLong(hello.group(1));
  }

  /// Forwards what is new.
  ///
  /// @return the number to go on after
  private long forward(ApiClient client, HttpClient http, long last) {
    var query = "/events/stream?last_event_id=" + last;
    if (events != null) {
      query += "&events=" + ApiClient.encode(events);
    }
    long next = last;
    var messages = MESSAGE.matcher(client.read(query));
    while (messages.find()) {
      next = Long.parseLong(messages.group(1));
      var data = JSON.readTree(messages.group(3));
      if (data.has("body")) {
        forward(http, messages.group(2), data);
      }
    }
    return next;
  }

  private void forward(HttpClient http, String name, JsonNode data) {
    seen++;
    var body = data.path("body").asString();
    var id = data.path("headers").path("webhook-id").asString();
    if (print) {
      say(JSON.readTree(body).toPrettyString());
    }
    if (target == null) {
      say(id + " " + name);
      return;
    }
    var request = HttpRequest.newBuilder(target).timeout(FORWARD_MAX);
    data.path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asString()));
    long began = System.nanoTime();
    try {
      var response =
          http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
      long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
      say(id + " " + name + " -> " + response.statusCode() + " " + took + " ms");
    } catch (IOException e) {
      say(id + " " + name + " -> " + e + " (expected: a program that listens at " + target + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }

  private HttpClient http() {
    var builder = HttpClient.newBuilder().connectTimeout(FORWARD_MAX);
    return skipVerify ? builder.sslContext(trusting()).build() : builder.build();
  }

  /// For certificates that a developer has made for this machine.
  private static SSLContext trusting() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private void say(String line) {
    PrintWriter out = Output.of(spec);
    out.println(line);
    out.flush();
  }
}
