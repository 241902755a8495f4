package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;

/// A browser without scripts: keeps cookies, follows redirects within the gateway, fills in the
/// forms of the page that it shows.
final class PlainBrowser {
  private static final int REDIRECTS_MAX = 5;
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
  private static final Pattern WALLET_TOKEN =
      Pattern.compile("name=\"wallet_token\" value=\"([^\"]+)\"");

  private final Api api;
  private final Map<String, String> cookies = new HashMap<>();
  private String path = "";
  private ApiReply shown = new ApiReply(0, Map.of(), "");

  PlainBrowser(Api api) {
    this.api = api;
  }

  /// Goes to an address of the gateway.
  @CanIgnoreReturnValue
  PlainBrowser open(String urlOrPath) {
    follow(api.get(local(urlOrPath)), local(urlOrPath));
    return this;
  }

  /// Sends a form with the token of the page that is shown.
  ///
  /// @param namesAndValues in turns
  @CanIgnoreReturnValue
  PlainBrowser submit(String to, String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of("form_token", formToken()));
    all.addAll(List.of(namesAndValues));
    return post(to, all.toArray(String[]::new));
  }

  @CanIgnoreReturnValue
  PlainBrowser post(String to, String... namesAndValues) {
    follow(api.post(local(to)).form(namesAndValues), local(to));
    return this;
  }

  String path() {
    return path;
  }

  int status() {
    return shown.status();
  }

  String text() {
    return shown.body();
  }

  ApiReply shown() {
    return shown;
  }

  String formToken() {
    return find(FORM_TOKEN);
  }

  String walletToken() {
    return find(WALLET_TOKEN);
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  private String find(Pattern pattern) {
    var found = pattern.matcher(shown.body());
    assertThat(found.find()).as("%s in %s", pattern, shown.body()).isTrue();
    return found.group(1);
  }

  private void follow(ApiCall call, String to) {
    path = to;
    shown = send(call);
    for (int i = 0; i < REDIRECTS_MAX && shown.status() / 100 == 3; i++) {
      var target = shown.header("location").orElse("");
      if (!target.startsWith("/") && !target.startsWith(api.base().toString())) {
        return;
      }
      path = local(target);
      shown = send(api.get(path));
    }
  }

  private ApiReply send(ApiCall call) {
    call.header("Accept", "text/html,*/*;q=0.8");
    if (!cookies.isEmpty()) {
      call.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var reply = call.send();
    reply
        .header("set-cookie")
        .map(cookie -> cookie.split("[=;]", 3))
        .ifPresent(parts -> cookies.put(parts[0], parts[1]));
    return reply;
  }

  private static String local(String urlOrPath) {
    var uri = URI.create(urlOrPath);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }
}
