package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.log.TraceParent;
import org.batua.gateway.trace.Tracing;

/// What is known of one request while it is served.
final class Exchange {
  private static final HeaderName ROUTING_ID = HeaderNames.create("x-routing-id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create(TraceParent.HEADER);
  private static final int SERVER_ERROR_MIN = 500;

  private final Route route;
  private final String method;
  private final Map<String, String> path;
  private final String requestId;
  private final ServerRequest request;
  private String merchant = "";
  private boolean isByKey;
  private boolean isRead;
  private boolean isLost;

  /// A request that has just come.
  ///
  /// @param method letter by letter as it came
  Exchange(
      Route route,
      String method,
      Map<String, String> path,
      String requestId,
      ServerRequest request) {
    this.route = route;
    this.method = method;
    this.path = path;
    this.requestId = requestId;
    this.request = request;
    this.isRead = !request.content().hasEntity();
  }

  Route route() {
    return route;
  }

  String method() {
    return method;
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

  /// Whether the request came to an address that leads nowhere.
  boolean isLost() {
    return isLost;
  }

  void lost(boolean isSo) {
    isLost = isSo;
  }

  /// Begins the request's span; from now on log lines of this thread name both.
  Tracing.Span begin(Tracing tracing) {
    LogTrail.end();
    var headers = request.headers();
    var parent = headers.first(TRACE_PARENT).flatMap(TraceParent::parse);
    var routing = headers.first(ROUTING_ID).map(RequestLog::scrub).orElse("");
    var span = tracing.begin(Tracing.Kind.SERVER, method + " " + route.path(), parent);
    LogTrail.request(requestId, routing, span.context());
    return span;
  }

  /// Sets what is known of the request once it is answered.
  void describe(Tracing.Span span, int status) {
    span.set("http.request.method", method);
    span.set("http.route", route.path());
    span.set("http.response.status_code", status);
    span.set("batua.request_id", requestId);
    span.set("batua.merchant", merchant);
    span.set("batua.order_id", LogTrail.orderId());
    span.set("batua.routing_id", LogTrail.routingId());
    if (status >= SERVER_ERROR_MIN) {
      span.fail();
    }
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
    return new RequestLog.Line(method, route.path(), object.orElse(""), merchant);
  }
}
