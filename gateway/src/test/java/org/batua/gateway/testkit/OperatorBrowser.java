package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.operator.Role;

/// An operator's browser without scripts, which keeps cookies and sends the forms of its last page.
public final class OperatorBrowser {
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]*)\"");
  private static final AtomicInteger OPERATORS = new AtomicInteger();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String page = "";
  private String token = "";
  private String login = "";

  private OperatorBrowser(URI base) {
    this.base = base;
  }

  /// A browser that has never been anywhere.
  public static OperatorBrowser at(GatewayFixture fixture) {
    return new OperatorBrowser(
        URI.create("http://localhost:" + fixture.gateway().dashboard().port()));
  }

  /// A browser in which a new operator with this role is signed in.
  ///
  /// @param merchant `*` for every one
  public static OperatorBrowser signedIn(GatewayFixture fixture, String merchant, Role role) {
    var browser = at(fixture);
    int number = OPERATORS.incrementAndGet();
    var id = "opr_" + java.util.HexFormat.of().toHexDigits((long) number);
    browser.login = "person" + number;
    var cookie = DigestUtils.sha256Hex("cookie" + number);
    var now = fixture.clock().instant().atOffset(java.time.ZoneOffset.UTC);
    fixture
        .tables()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into operator (id, login, name, totp_since, created_at)"
                      + " values (?, ?, ?, ?, ?)",
                  id,
                  browser.login,
                  "Person " + number,
                  now,
                  now);
              handle.execute(
                  "insert into operator_grant values (?, ?, ?)", id, merchant, role.name());
              handle.execute(
                  "insert into operator_session values (?, ?, 'FULL', ?, ?, ?, ?, '', '')",
                  DigestUtils.sha256(cookie),
                  id,
                  now,
                  now,
                  now,
                  now.plusHours(12));
            });
    browser.cookies.put("batua_dashboard", cookie);
    return browser;
  }

  public String login() {
    return login;
  }

  public String cookie() {
    return cookies.getOrDefault("batua_dashboard", "");
  }

  public URI base() {
    return base;
  }

  /// The last page.
  public String page() {
    return page;
  }

  /// Opens a page; redirects are not followed.
  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /// Opens a page, wherever it leads.
  public HttpResponse<String> follow(HttpResponse<String> reply) {
    var at = reply;
    for (var to = at.headers().firstValue("location"); to.isPresent(); ) {
      at = get(to.get());
      to = at.headers().firstValue("location");
    }
    return at;
  }

  /// Sends a form as a browser does from a page of ours.
  public HttpResponse<String> post(String path, String... namesAndValues) {
    return send(form(path, token, namesAndValues).header("Sec-Fetch-Site", "same-origin"));
  }

  /// The request of a form with no word on where it comes from.
  public HttpRequest.Builder form(String path, String formToken, String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("form_token", formToken);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    var body =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  public String token() {
    return token;
  }

  public HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html");
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var reply = CLIENT.send(request.build(), BodyHandlers.ofString());
      for (var cookie : reply.headers().allValues("set-cookie")) {
        var parts = cookie.split("[=;]", 3);
        cookies.put(parts[0], parts[1]);
      }
      page = reply.body();
      var found = TOKEN.matcher(page);
      Optional.of(found)
          .filter(it -> it.find() && !it.group(1).isEmpty())
          .ifPresent(it -> token = it.group(1));
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
