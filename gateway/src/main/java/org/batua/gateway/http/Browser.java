package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a customer's browser says of itself with every request.
///
/// @param languages its `Accept-Language` header; empty for none
/// @param asksForPage whether it can show HTML
/// @param isScript whether a script of the page asks, and not the person who looks at it
/// @param isCrossSite whether another site made the browser send this
public record Browser(
    Map<String, String> cookies,
    String languages,
    boolean asksForPage,
    boolean isScript,
    boolean isCrossSite) {
  private static final int COOKIES_MAX = 100;
  public static final Browser NONE =
      new Browser(
          Map.of(), "", /* asksForPage= */ false, /* isScript= */ false, /* isCrossSite= */ false);
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  public Browser {
    cookies = Map.copyOf(cookies);
  }

  static Browser of(ServerRequest request) {
    var headers = request.headers();
    return new Browser(
        readCookies(headers.first(HeaderNames.COOKIE).orElse("")),
        headers.first(HeaderNames.ACCEPT_LANGUAGE).orElse(""),
        headers.first(HeaderNames.ACCEPT).orElse("").contains("text/html"),
        headers.contains(HX_REQUEST),
        isCrossSite(
            headers.first(FETCH_SITE),
            headers.first(HeaderNames.ORIGIN),
            headers.first(HeaderNames.HOST).orElse("")));
  }

  /// The cookies of a `Cookie` header; of several with one name the first counts, which is the one
  /// of the longest path. What is no cookie is left out.
  static Map<String, String> readCookies(String header) {
    Map<String, String> cookies = new HashMap<>();
    for (var part : header.split(";", COOKIES_MAX)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        cookies.putIfAbsent(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return cookies;
  }

  /// Whether another site made a browser send a request. Every browser in use sends one of the two
  /// headers with a form; a program that sends neither is no browser.
  ///
  /// @param site the `Sec-Fetch-Site` header
  /// @param origin the `Origin` header
  /// @param host the `Host` header
  static boolean isCrossSite(Optional<String> site, Optional<String> origin, String host) {
    return site.map(value -> !OWN_SITES.contains(value))
        .or(() -> origin.map(value -> !value.substring(value.indexOf("//") + 1).equals("/" + host)))
        .orElse(false);
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }
}
