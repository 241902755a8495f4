package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which pages of other sites may read an answer: calls with a client token, from the sites that
/// its merchant has listed. An API key has no place in a page, so that no page reads its answers.
/// Source: Fetch, "CORS protocol".
record CrossOrigin(Authentication authentication) {
  private static final Logger LOG = LoggerFactory.getLogger(CrossOrigin.class);
  private static final HeaderName METHOD = HeaderNames.create("Access-Control-Request-Method");
  private static final String ANSWER_HEADERS = "x-request-id, x-response-id, Retry-After";

  /// `Authorization` since some clients send an empty key beside the token.
  private static final String REQUEST_HEADERS =
      "authorization, content-type, version, x-merchantid, x-merchant-id, x-routing-id";

  private static final String REMEMBERED_SECONDS = "600";

  /// The headers of an answer to a call of a route that takes client tokens.
  Map<String, String> headers(Exchange exchange) {
    var headers = new LinkedHashMap<String, String>();
    var origin = exchange.request().headers().first(HeaderNames.ORIGIN);
    if (origin.isEmpty() || !takesTokens(exchange.route()) || exchange.isByKey()) {
      return headers;
    }
    headers.put("Vary", "Origin");
    if (isAllowed(exchange.merchant(), origin.get())) {
      headers.put("Access-Control-Allow-Origin", origin.get());
      headers.put("Access-Control-Expose-Headers", ANSWER_HEADERS);
    }
    return headers;
  }

  private boolean isAllowed(String merchant, String origin) {
    try {
      return merchant.isEmpty()
          ? authentication.allowsOrigin(origin)
          : authentication.allowsOrigin(new MerchantId(merchant), origin);
    } catch (RuntimeException e) {
      // the answer itself is there already, and goes out unread by the page
      LOG.atWarn().setCause(e).log("whether an origin is listed cannot be read");
      return false;
    }
  }

  /// A browser's question before a page's call: what answers it. The token is not known yet, so
  /// that any merchant's page may go on to ask.
  ///
  /// The preflight's own method is known to be `OPTIONS`.
  ///
  /// @param allowed the methods of the path, for those who may not
  /// @return empty when the request is no such question, or the call takes no client token
  Optional<Route> preflight(ServerRequest request, Router router, List<String> allowed) {
    var origin = request.headers().first(HeaderNames.ORIGIN);
    var method = request.headers().first(METHOD);
    if (origin.isEmpty() || method.isEmpty()) {
      return Optional.empty();
    }
    return router.find(method.get(), request.prologue().uriPath().rawPath())
                instanceof Router.Found.Match(var route, _)
            && takesTokens(route)
        ? Optional.of(question(route, method.get(), origin.get(), allowed))
        : Optional.empty();
  }

  private Route question(Route route, String method, String origin, List<String> allowed) {
    return Route.of(
        "OPTIONS",
        route.path(),
        Access.OPEN,
        _ -> {
          if (!authentication.allowsOrigin(origin)) {
            throw new Rejected(new Rejection.MethodNotAllowed(allowed));
          }
          return Answer.nothing()
              .with("Access-Control-Allow-Origin", origin)
              .with("Access-Control-Allow-Methods", method)
              .with("Access-Control-Allow-Headers", REQUEST_HEADERS)
              .with("Access-Control-Max-Age", REMEMBERED_SECONDS)
              .with("Vary", "Origin, Access-Control-Request-Method");
        });
  }

  private static boolean takesTokens(Route route) {
    return route.access() == Access.KEY_OR_CLIENT_TOKEN;
  }
}
