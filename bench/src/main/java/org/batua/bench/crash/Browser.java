package org.batua.bench.crash;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// A customer's browser without scripts: it follows redirects and sends forms, from page to page,
/// until there is none, the way leads out of this machine, or the window is closed.
public final class Browser {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final int PAGES_MAX = 8;
  private static final int REDIRECTS_MAX = 8;
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>");
  private static final Pattern FIELD = Pattern.compile("(?s)<(input|button)\\b([^>]*)>");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .cookieHandler(new CookieManager())
          .build();

  /// What it shows.
  ///
  /// @param status 0 when there is nothing to see
  private record Page(int status, URI at, String html) {}

  private record Form(String method, URI action, Map<String, String> fields) {}

  /// Goes from page to page.
  ///
  /// @param answers what the customer enters or presses, by the name of the field
  /// @param staysOpen asked before each form is sent
  /// @return whether the way was gone to its end
  public boolean visit(URI start, Map<String, String> answers, BooleanSupplier staysOpen) {
    var page = go("GET", start, "");
    for (int i = 0; i < PAGES_MAX; i++) {
      var form = form(page, answers);
      if (form.isEmpty()) {
        return page.status() != 0;
      }
      if (!staysOpen.getAsBoolean()) {
        return false;
      }
      page = go(form.get().method(), form.get().action(), encoded(form.get().fields()));
    }
    return false;
  }

  private Page go(String method, URI url, String form) {
    var how = method;
    var next = url;
    for (int i = 0; i < REDIRECTS_MAX; i++) {
      if (!HERE.contains(Optional.ofNullable(next.getHost()).orElse(""))) {
        return new Page(200, next, "");
      }
      var request =
          HttpRequest.newBuilder(next)
              .timeout(TIMEOUT)
              .header("Accept", "text/html")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .method(
                  how, how.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
      try {
        var response = http.send(request.build(), BodyHandlers.ofString());
        var location = response.headers().firstValue("Location");
        if (location.isEmpty()) {
          return new Page(response.statusCode(), next, response.body());
        }
        next = next.resolve(location.get());
        how = "GET";
      } catch (IOException e) {
        return new Page(0, next, "");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("cancelled", e);
      }
    }
    return new Page(0, next, "");
  }

  /// The page's first form, with what the customer has entered.
  private static Optional<Form> form(Page page, Map<String, String> answers) {
    var found = FORM.matcher(page.html());
    if (!found.find()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    var field = FIELD.matcher(found.group(2));
    while (field.find()) {
      var attributes = field.group(2);
      var name = attribute(attributes, "name");
      if (name.isPresent() && answers.containsKey(name.get())) {
        fields.put(name.get(), answers.get(name.get()));
      } else if (name.isPresent() && field.group(1).equals("input")) {
        fields.put(name.get(), attribute(attributes, "value").orElse(""));
      }
    }
    boolean posts = attribute(found.group(1), "method").orElse("get").equalsIgnoreCase("post");
    var action = attribute(found.group(1), "action").map(page.at()::resolve).orElse(page.at());
    return Optional.of(
        posts
            ? new Form("POST", action, fields)
            : new Form("GET", URI.create(action + "?" + encoded(fields)), Map.of()));
  }

  private static Optional<String> attribute(String attributes, String name) {
    var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
    return found.find() ? Optional.of(unescaped(found.group(1))) : Optional.empty();
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
  }
}
