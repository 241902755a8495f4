package org.batua.gateway.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.http.Params;
import tools.jackson.databind.json.JsonMapper;

/// Reads what requests about webhooks say.
public final class WebhookParams {
  private static final int LIST_LENGTH_MAX = 1024;
  private static final int URL_LENGTH_MAX = 2048;
  private static final int CREDENTIAL_LENGTH_MAX = 256;
  private static final int HEADERS_MAX = 10;
  private static final int HEADER_VALUE_LENGTH_MAX = 1024;
  private static final String HEADERS = "headers.";
  private static final String EVENTS = "events";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._@-]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "authorization",
          "accept-encoding",
          "connection",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");
  private static final List<String> RESERVED_PREFIXES = List.of("content-", "webhook-", "x-batua-");

  private static final JsonMapper JSON = new JsonMapper();

  static final Instant EVER = Instant.parse("9000-01-01T00:00:00Z");

  private WebhookParams() {}

  /// The name that a new endpoint is to have.
  public static Optional<String> name(Params params) {
    var name = params.text("name", 32);
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      throw Params.invalid("name", "must be lower-case letters, digits, - and _");
    }
    return name;
  }

  /// Reads what a form or a call says of an endpoint. A parameter that is wrong is refused by its
  /// name.
  public static WebhookEndpoints.Wish wish(Params params) {
    var username = params.text("username", CREDENTIAL_LENGTH_MAX);
    if (username.isPresent() && !USERNAME.matcher(username.get()).matches()) {
      throw Params.invalid("username", "must not contain special characters");
    }
    return new WebhookEndpoints.Wish(
        params.text("url", URL_LENGTH_MAX),
        choice(params),
        username,
        params.secret("password", CREDENTIAL_LENGTH_MAX),
        headers(params),
        params
            .text("success", 3)
            .map(
                word ->
                    WebhookEndpoint.Success.named(word)
                        .orElseThrow(() -> Params.invalid("success", "must be 200 or 2xx"))),
        params.text("api_version", 10).map(WebhookParams::version));
  }

  private static ApiVersion version(String text) {
    try {
      return text.equals("newest")
          ? ApiVersion.NEWEST
          : new ApiVersion(Optional.of(LocalDate.parse(text)));
    } catch (DateTimeParseException e) {
      throw Params.invalid("api_version", "must be a date, as 2023-06-30, or newest");
    }
  }

  /// `events=A,B`, `events=*`, or the vendor's map `events.A=true`.
  private static Optional<WebhookEndpoint.Choice> choice(Params params) {
    var chosen = new TreeSet<EventName>();
    boolean isMap = false;
    for (var name : params.names()) {
      if (name.startsWith(EVENTS + ".")) {
        isMap = true;
        var event = event(EVENTS, name.substring(EVENTS.length() + 1));
        if (params.flag(name)) {
          chosen.add(event);
        }
      }
    }
    if (isMap) {
      if (chosen.isEmpty()) {
        throw Params.invalid(EVENTS, "must choose an event");
      }
      return Optional.of(new WebhookEndpoint.Choice(List.copyOf(chosen)));
    }
    if (words(params, EVENTS).equals(List.of("*"))) {
      return Optional.of(WebhookEndpoint.Choice.ALL);
    }
    var names = events(params, EVENTS);
    return names.isEmpty() ? Optional.empty() : Optional.of(new WebhookEndpoint.Choice(names));
  }

  /// A list in JSON, or words with commas between them; empty when there is none.
  private static List<String> words(Params params, String parameter) {
    var text = params.proseOrList(parameter, LIST_LENGTH_MAX).orElse("");
    if (text.isBlank()) {
      return List.of();
    }
    if (!text.startsWith("[")) {
      return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
    return JSON.readTree(text).valueStream().map(word -> word.asString("")).toList();
  }

  /// Names of events, each once; empty when there is none.
  static List<EventName> events(Params params, String parameter) {
    return words(params, parameter).stream()
        .map(word -> event(parameter, word))
        .distinct()
        .sorted()
        .toList();
  }

  /// The event of a name, or a refusal that names the parameter.
  public static EventName event(String parameter, String word) {
    return EventName.named(word)
        .orElseThrow(
            () ->
                Params.invalid(
                    parameter, "must name events: " + Arrays.toString(EventName.values())));
  }

  static List<DeliveryStatus> statuses(Params params, String parameter) {
    return words(params, parameter).stream()
        .map(word -> status(parameter, word))
        .distinct()
        .toList();
  }

  /// The status of a word, or a refusal that names the parameter.
  public static DeliveryStatus status(String parameter, String word) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(one -> one.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Params.invalid(
                    parameter, "must be one of " + Arrays.toString(DeliveryStatus.values())));
  }

  /// `headers.X-Name=value`; any of them replaces all. Empty when there is none.
  private static Optional<Map<String, Secret>> headers(Params params) {
    Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (var parameter : params.names()) {
      if (parameter.startsWith(HEADERS)) {
        var name = parameter.substring(HEADERS.length());
        var value = params.text(parameter, HEADER_VALUE_LENGTH_MAX).orElse("");
        refuseHeader(parameter, name, value);
        headers.put(name, Secret.of(value));
      }
    }
    if (headers.size() > HEADERS_MAX) {
      throw Params.invalid("headers", "must not be more than " + HEADERS_MAX);
    }
    return headers.isEmpty() ? Optional.empty() : Optional.of(new LinkedHashMap<>(headers));
  }

  private static void refuseHeader(String parameter, String name, String value) {
    if (!HEADER.matcher(name).matches()) {
      throw Params.invalid("headers", "must have names that headers may have");
    }
    var lower = name.toLowerCase(Locale.ROOT);
    if (RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith)) {
      throw Params.invalid(parameter, "is set by Batua");
    }
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw Params.invalid(parameter, "must have printable ASCII characters only");
    }
  }

  /// A time, as `2026-02-11T04:30:09Z` or with another offset. The status of a word of what may be
  /// sent again.
  public static DeliveryStatus repeatable(String parameter, String word) {
    var status = status(parameter, word);
    if (!DeliveryStatus.repeatable().contains(status)) {
      throw Params.invalid(parameter, "must be among " + DeliveryStatus.repeatable());
    }
    return status;
  }

  /// Which deliveries of an endpoint are wanted again; those that failed, unless the request says
  /// otherwise.
  public static ReplayStore.Selection selection(
      Params params, MerchantId merchant, WebhookEndpoint endpoint) {
    var statuses =
        words(params, "status").stream().map(it -> repeatable("status", it)).distinct().toList();
    return new ReplayStore.Selection(
        merchant,
        endpoint.id(),
        time(params, "from").orElse(Instant.EPOCH),
        time(params, "to").orElse(EVER),
        statuses.isEmpty() ? List.of(DeliveryStatus.FAILED) : statuses,
        events(params, "names"));
  }

  static Optional<Instant> time(Params params, String name) {
    return params
        .text(name, 40)
        .map(
            text -> {
              try {
                return OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeParseException e) {
                throw Params.invalid(name, "must be a time, as 2026-02-11T04:30:09Z");
              }
            });
  }
}
