package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;

/// What is known of one request while it is served.
final class Exchange {
  private static final HeaderName ROUTING_ID = HeaderNames.create("x-routing-id");

  private final Route route;
  private final Map<String, String> path;
  private final String requestId;
  private final ServerRequest request;
  private String merchant = "";
  private boolean isByKey;
  private boolean isRead;

  Exchange(Route route, Map<String, String> path, String requestId, ServerRequest request) {
    this.route = route;
    this.path = path;
    this.requestId = requestId;
    this.request = request;
    this.isRead = !request.content().hasEntity();
  }

  Route route() {
    return route;
  }

  /// The decoded segments that the route names.
  Map<String, String> path() {
    return path;
  }

  String requestId() {
    return requestId;
  }

  ServerRequest request() {
    return request;
  }

  /// Empty while it is not known.
  String merchant() {
    return merchant;
  }

  void merchant(String known) {
    merchant = known;
  }

  /// Whether an API key came with the request.
  boolean isByKey() {
    return isByKey;
  }

  void byKey() {
    isByKey = true;
  }

  /// Whether the request has been read to its end.
  boolean isRead() {
    return isRead;
  }

  void read() {
    isRead = true;
  }

  RequestLog.Line forLog() {
    var object = path.values().stream().findFirst().map(RequestLog::ownIdOnly);
    return new RequestLog.Line(
        requestId,
        request.prologue().method().text(),
        route.path(),
        object.orElse(""),
        merchant,
        request.headers().first(ROUTING_ID).orElse(""));
  }
}
