package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.log.TraceParent;

/// What is known of one request while it is served.
final class Exchange {
  private static final HeaderName ROUTING_ID = HeaderNames.create("x-routing-id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create(TraceParent.HEADER);

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

  /// From now on log lines of this thread name the request.
  void beginLog() {
    LogTrail.end();
    var headers = request.headers();
    LogTrail.request(
        requestId,
        headers.first(ROUTING_ID).map(RequestLog::scrub).orElse(""),
        headers.first(TRACE_PARENT).flatMap(TraceParent::trace));
  }

  /// From now on they name the order, too, if it is about one.
  void nameOrder(Params params) {
    var inPath = path.get("order");
    var given =
        inPath == null
            ? params.raw("order_id").or(() -> params.raw("order.order_id"))
            : Optional.of(inPath);
    given.ifPresent(LogTrail::order);
  }

  RequestLog.Line forLog() {
    var object = path.values().stream().findFirst().map(RequestLog::ownIdOnly);
    return new RequestLog.Line(
        request.prologue().method().text(), route.path(), object.orElse(""), merchant);
  }
}
