package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import org.batua.gateway.base.Secret;

/// Who is at the other end of a connection, and from which page a request comes.
///
/// @param address of the client, also behind trusted proxies
/// @param agent the browser's `User-Agent`, cut and printable
/// @param host the `Host` that was asked for
/// @param origin where a page that sends a form, or runs a script, is from
/// @param fetchSite what the browser itself says of where the request comes from
/// @param bearer the token of an `Authorization: Bearer` header
public record Peer(
    String address,
    String agent,
    String host,
    Optional<String> origin,
    Optional<String> fetchSite,
    Optional<Secret> bearer) {
  public static final Peer NOBODY =
      new Peer("", "", "", Optional.empty(), Optional.empty(), Optional.empty());
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final String BEARER = "Bearer ";
  private static final int AGENT_LENGTH_MAX = 200;

  static Peer of(ServerRequest request, String address) {
    var headers = request.headers();
    var agent = headers.first(HeaderNames.USER_AGENT).orElse("");
    var cut = agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent;
    return new Peer(
        address,
        Params.isPrintable(cut) ? cut : "",
        headers.first(HeaderNames.HOST).orElse(""),
        headers.first(HeaderNames.ORIGIN),
        headers.first(FETCH_SITE),
        headers
            .first(HeaderNames.AUTHORIZATION)
            .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(it -> Secret.of(it.substring(BEARER.length()).strip())));
  }

  /// Whether the request comes from a page of this very server: the browser says so, or names the
  /// host that it asks as the origin.
  public boolean isSameOrigin() {
    if (fetchSite.isPresent()) {
      return fetchSite.get().equals("same-origin");
    }
    return origin
        .map(it -> it.substring(it.indexOf("://") + (it.contains("://") ? 3 : 1)))
        .map(it -> !host.isEmpty() && it.equalsIgnoreCase(host))
        .orElse(false);
  }
}
