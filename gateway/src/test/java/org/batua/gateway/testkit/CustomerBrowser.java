package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A customer's browser without scripts: it opens pages, sends their forms and follows redirects.
/// What comes from the gateway is held against `openapi.yaml`; other places but the provider are
/// not opened, the browser only tells that it was sent there.
public final class CustomerBrowser {
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*?action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("<input[^>]*?name=\"([^\"]*)\"[^>]*?value=\"([^\"]*)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Api gateway;
  private final String provider;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private URI at = URI.create("about:blank");
  private int status;
  private String page = "";

  CustomerBrowser(Api gateway, String provider) {
    this.gateway = gateway;
    this.provider = provider;
  }

  /// Another window of the same browser.
  public CustomerBrowser sameSession() {
    var window = new CustomerBrowser(gateway, provider);
    window.cookies.putAll(cookies);
    return window;
  }

  /// Where it is, or was sent to.
  public URI at() {
    return at;
  }

  public int status() {
    return status;
  }

  public String page() {
    return page;
  }

  /// What it brings to where it was sent.
  public Map<String, String> parameters() {
    return parameters(at);
  }

  /// What is in an address.
  public static Map<String, String> parameters(URI url) {
    var query = Optional.ofNullable(url.getRawQuery()).orElse("");
    return query.isEmpty()
        ? Map.of()
        : List.of(query.split("&", -1)).stream()
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0],
                    pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    (_, last) -> last,
                    LinkedHashMap::new));
  }

  public CustomerBrowser open(String url) {
    return visit("GET", URI.create(url), "");
  }

  /// One of the page's forms, by its place on the page.
  public record Form(URI action, Map<String, String> fields) {}

  public List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    var form = FORM.matcher(page);
    while (form.find()) {
      Map<String, String> fields = new LinkedHashMap<>();
      var field = FIELD.matcher(form.group(2));
      while (field.find()) {
        fields.put(unescape(field.group(1)), unescape(field.group(2)));
      }
      forms.add(new Form(at.resolve(unescape(form.group(1))), fields));
    }
    return forms;
  }

  /// Presses the button of the page's only form.
  public CustomerBrowser submit() {
    assertThat(forms()).as(page).hasSize(1);
    return submit(forms().getFirst());
  }

  public CustomerBrowser submit(Form form) {
    return visit("POST", form.action(), encoded(form.fields()));
  }

  /// Decides on the provider's page.
  public CustomerBrowser decide(String decision) {
    assertThat(at.toString()).as(page).contains("/page/");
    return visit("POST", at, "decision=" + decision);
  }

  /// Decides on the provider's page, and closes the window before the browser comes back.
  ///
  /// @return where it would have gone
  public String decideOnly(String decision) {
    assertThat(at.toString()).as(page).contains("/page/");
    var reply = exchange(new Step("POST", at, "decision=" + decision));
    return reply.headers().firstValue("location").orElseThrow();
  }

  private CustomerBrowser visit(String method, URI url, String form) {
    var next = new Step(method, url, form);
    for (int hops = 0; next != null; hops++) {
      assertThat(hops).as("redirects without end").isLessThan(10);
      next = go(next);
    }
    return this;
  }

  private record Step(String method, URI url, String form) {}

  private @Nullable Step go(Step step) {
    at = step.url();
    if (isGateway(at)) {
      return goToGateway(step);
    }
    if (!at.toString().startsWith(provider.substring(0, provider.indexOf('/', 8)))) {
      status = 0;
      page = "";
      return null;
    }
    var reply = exchange(step);
    status = reply.statusCode();
    page = reply.body();
    return reply.headers().firstValue("location").map(this::redirect).orElse(null);
  }

  private boolean isGateway(URI url) {
    return "localhost".equals(url.getHost())
        || url.toString().startsWith(gateway.base().toString());
  }

  private @Nullable Step goToGateway(Step step) {
    var target = Optional.ofNullable(at.getRawQuery()).map(query -> "?" + query).orElse("");
    var call = gateway.call(step.method(), at.getRawPath() + target);
    if (step.method().equals("POST")) {
      call = call.body("application/x-www-form-urlencoded", step.form());
    }
    if (!cookies.isEmpty()) {
      call.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var reply = call.header("Accept", "text/html").send();
    reply
        .header("set-cookie")
        .map(cookie -> cookie.split("[=;]", 3))
        .ifPresent(parts -> cookies.put(parts[0], parts[1]));
    status = reply.status();
    page = reply.body();
    return reply.header("location").map(this::redirect).orElse(null);
  }

  private Step redirect(String location) {
    return new Step("GET", at.resolve(location), "");
  }

  private static HttpResponse<String> exchange(Step step) {
    var request =
        HttpRequest.newBuilder(step.url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(step.method(), BodyPublishers.ofString(step.form()));
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                ApiCall.encode(field.getKey())
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
  }
}
