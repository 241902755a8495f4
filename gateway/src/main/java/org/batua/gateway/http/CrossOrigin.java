package org.batua.gateway.http;

import io.helidon.http.HeaderNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.gateway.base.MerchantId;

/// Which pages of other sites may read an answer: calls with a client token, from the sites that
/// its merchant has listed. An API key has no place in a page, so that no page reads its answers.
/// Source: Fetch, "CORS protocol".
record CrossOrigin(Authentication authentication) {
  private static final String ANSWER_HEADERS = "x-request-id, x-response-id, Retry-After";

  /// The headers of an answer to a call of a route that takes client tokens.
  Map<String, String> headers(Exchange exchange) {
    var headers = new LinkedHashMap<String, String>();
    var origin = exchange.request().headers().first(HeaderNames.ORIGIN);
    boolean takesTokens = exchange.route().access() == Access.KEY_OR_CLIENT_TOKEN;
    if (origin.isEmpty() || !takesTokens || exchange.isByKey()) {
      return headers;
    }
    headers.put("Vary", "Origin");
    boolean isAllowed =
        exchange.merchant().isEmpty()
            ? authentication.allowsOrigin(origin.get())
            : authentication.allowsOrigin(new MerchantId(exchange.merchant()), origin.get());
    if (isAllowed) {
      headers.put("Access-Control-Allow-Origin", origin.get());
      headers.put("Access-Control-Expose-Headers", ANSWER_HEADERS);
    }
    return headers;
  }
}
