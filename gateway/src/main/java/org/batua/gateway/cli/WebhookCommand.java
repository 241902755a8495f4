package org.batua.gateway.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Shows a merchant's webhooks, and sends them again.
@Command(
    name = "webhook",
    description = "Show a merchant's webhooks, send them again, pause and resume endpoints.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class WebhookCommand {
  private static final String ENDPOINTS = "/webhook-endpoints/";

  @Spec private @Nullable CommandSpec spec;

  /// How the result is printed.
  static final class Form {
    @Option(names = "--json", description = "Print the server's answer.")
    boolean json;
  }

  @Command(
      name = "add",
      description = "Add an endpoint; its secret is printed once.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "URL") String url,
      @Option(names = "--name", paramLabel = "NAME", description = "Default: primary.")
          @Nullable String name,
      @Option(names = "--events", paramLabel = "A,B", description = "Or * for all.")
          @Nullable String events) {
    Map<String, String> wish = new HashMap<>(Map.of("url", url));
    ConfigOptions.put(wish, "name", name);
    ConfigOptions.put(wish, "events", events);
    var made = options.client().post("/webhook-endpoints", wish);
    print(form, made, "%s  %s  %s%nsecret: %s", "id", "name", "url", "secret");
    return 0;
  }

  @Command(name = "endpoints", description = "List endpoints.", mixinStandardHelpOptions = true)
  int endpoints(@Mixin ApiClient.Options options, @Mixin Form form) {
    list(
        form,
        options.client().get("/webhook-endpoints"),
        "%-20s  %-20s  %-8s  %s",
        "id",
        "name",
        "status",
        "url");
    return 0;
  }

  @Command(
      name = "deliveries",
      description = "List deliveries, newest event first.",
      mixinStandardHelpOptions = true)
  int deliveries(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Option(names = "--status", paramLabel = "STATUS", description = "As FAILED.")
          @Nullable String status,
      @Option(names = "--endpoint", paramLabel = "NAME") @Nullable String endpoint,
      @Option(names = "--order", paramLabel = "ID") @Nullable String order,
      @Option(names = "--count", paramLabel = "N", defaultValue = "30") int count) {
    var query = new StringBuilder("/webhook-deliveries?count=" + count);
    ask(query, "status", status);
    ask(query, "endpoint", endpoint);
    ask(query, "order_id", order);
    list(
        form,
        options.client().get(query.toString()),
        "%s  %-28s  %-10s  %-12s  %2s  %-20s  %s",
        "id",
        "event_name",
        "status",
        "endpoint_name",
        "attempts",
        "last_updated",
        "reason");
    return 0;
  }

  private static void ask(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query.append('&').append(name).append('=').append(ApiClient.encode(value));
    }
  }

  @Command(
      name = "show",
      description = "Tell the whole story of a delivery.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "DELIVERY") String id) {
    var story = options.client().get("/webhook-deliveries/" + ApiClient.encode(id));
    print(form, story, "%s  %s to %s: %s", "id", "event_name", "endpoint_name", "status");
    if (!form.json) {
      story
          .path("attempt_list")
          .forEach(
              one ->
                  say(
                      row(
                          "  %s  %s  %s ms  HTTP %s  %s  %s  %s",
                          one,
                          "attempt",
                          "at",
                          "took_ms",
                          "http_status",
                          "error",
                          "address",
                          "answer")));
    }
    return 0;
  }

  @Command(
      name = "redeliver",
      description = "Send a delivery again now, or all of an endpoint that failed lately.",
      mixinStandardHelpOptions = true)
  int redeliver(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "DELIVERY", arity = "0..1") @Nullable String id,
      @Option(names = "--endpoint", paramLabel = "NAME", defaultValue = "primary") String endpoint,
      @Option(names = "--failed-since", paramLabel = "TIME", description = "As 2h or 3d.")
          @Nullable String since) {
    if ((id == null) == (since == null)) {
      throw new IllegalArgumentException("redeliver: expected a DELIVERY or --failed-since");
    }
    var client = options.client();
    if (since != null) {
      var from = Instant.now().minus(time(since)).toString();
      var path = ENDPOINTS + ApiClient.encode(endpoint) + "/redeliver";
      print(
          form, client.post(path, Map.of("from", from)), "%s deliveries: %s", "count", "replay_id");
      return 0;
    }
    var path = "/webhook-deliveries/" + ApiClient.encode(String.valueOf(id)) + "/redeliver";
    var sent = client.post(path, Map.of());
    print(form, sent, "%s: %s", "id", "status");
    return sent.path("status").asString("").equals("DELIVERED") ? 0 : 1;
  }

  /// A number with a unit: `30m`, `2h`, `3d`.
  static Duration time(String text) {
    try {
      var upper = text.toUpperCase(Locale.ROOT);
      return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("time: " + text + " (expected: as 30m, 2h or 3d)", e);
    }
  }

  @Command(
      name = "test",
      description = "Send an endpoint a sample; the exit code is 1 when it is not taken.",
      mixinStandardHelpOptions = true)
  int test(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "ENDPOINT", defaultValue = "primary") String endpoint,
      @Option(names = "--event", paramLabel = "NAME", defaultValue = "ORDER_SUCCEEDED")
          String event) {
    var made = post(options, endpoint, "test", Map.of("event_name", event));
    print(form, made, "HTTP %s  %s ms  %s  %s", "http_status", "took_ms", "error", "answer");
    return made.path("error").asString("").isEmpty() ? 0 : 1;
  }

  @Command(
      name = "rotate",
      description = "Make a new secret; the old one signs as well for a while.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "ENDPOINT", defaultValue = "primary") String endpoint,
      @Option(names = "--keep-old-hours", paramLabel = "N", defaultValue = "24") int hours) {
    var made =
        post(options, endpoint, "rotate-secret", Map.of("keep_old_hours", Integer.toString(hours)));
    print(form, made, "secret: %s", "secret");
    return 0;
  }

  @Command(
      name = "pause",
      description = "Stop sending to an endpoint; its events are held.",
      mixinStandardHelpOptions = true)
  int pause(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "ENDPOINT", defaultValue = "primary") String endpoint) {
    print(form, post(options, endpoint, "pause", Map.of()), "%s: %s", "name", "status");
    return 0;
  }

  @Command(
      name = "resume",
      description = "Send to an endpoint again, also what was held.",
      mixinStandardHelpOptions = true)
  int resume(
      @Mixin ApiClient.Options options,
      @Mixin Form form,
      @Parameters(paramLabel = "ENDPOINT", defaultValue = "primary") String endpoint,
      @Option(names = "--skip-held", description = "Do not send what was held.") boolean skip) {
    var opened = post(options, endpoint, "resume", Map.of("held", skip ? "skip" : "send"));
    print(form, opened, "%s: %s, %s were held", "name", "status", "released");
    return 0;
  }

  private static JsonNode post(
      ApiClient.Options options, String endpoint, String what, Map<String, String> form) {
    return options.client().post(ENDPOINTS + ApiClient.encode(endpoint) + "/" + what, form);
  }

  private void list(Form form, JsonNode page, String format, String... names) {
    if (form.json) {
      say(page.toPrettyString());
    } else if (page.path("list").isEmpty()) {
      say("none");
    } else {
      page.path("list").forEach(one -> say(row(format, one, names)));
    }
  }

  private void print(Form form, JsonNode json, String format, String... names) {
    say(form.json ? json.toPrettyString() : row(format, json, names));
  }

  private static String row(String format, JsonNode json, String... names) {
    var values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      var value = json.path(names[i]);
      values[i] = value.isNull() ? "-" : value.asString("");
    }
    return format.formatted(values);
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
