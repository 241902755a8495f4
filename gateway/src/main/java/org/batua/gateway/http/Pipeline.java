package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.trace.Tracing;
import org.batua.gateway.trace.UnkeptSpans;

/// What happens to every request: route, whole body, a place among those worked on, authentication,
/// parameters, the endpoint, the answer, one log line.
final class Pipeline {
  private static final int PATH_SEGMENT_LENGTH_MAX = 128;
  private static final int REQUEST_ID_BYTES = 12;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };
  private static final HeaderName VERSION = HeaderNames.create("version");

  private final Router router;
  private final ClientAddresses addresses;
  private final Callers callers;
  private final Links links;
  private final CrossOrigin crossOrigin;
  private final BodyReader bodies;
  private final Semaphore places;
  private final Connections connections;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private final Tracing untraced = new UnkeptSpans();
  private final Ids ids;
  private final ConcurrentMap<Measured, Timer> timers = new ConcurrentHashMap<>();
  private volatile boolean isDraining;

  Pipeline(
      List<Route> routes,
      Authentication authentication,
      HttpLimits limits,
      BodyReader bodies,
      Connections connections,
      MeterRegistry meters,
      Tracing tracing,
      Ids ids) {
    this.router = new Router(routes);
    this.addresses = new ClientAddresses(limits.connecting().trusted());
    this.callers = new Callers(authentication, limits.rates(), addresses);
    this.links = new Links(authentication.guesses(), addresses);
    this.crossOrigin = new CrossOrigin(authentication);
    this.bodies = bodies;
    this.places = new Semaphore(limits.concurrentRequests());
    this.connections = connections;
    this.meters = meters;
    this.tracing = tracing;
    this.ids = ids;
  }

  /// From now on each answer is the last of its connection.
  void drain() {
    isDraining = true;
  }

  void serve(ServerRequest request, ServerResponse response) {
    var exchange = exchange(request);
    // health checks and scrapes would be most of the spans
    boolean isKept = exchange.route().access() != Access.UNREAD;
    var span = exchange.begin(isKept ? tracing : untraced);
    try {
      serve(exchange, response, span);
    } finally {
      span.end();
      LogTrail.end();
    }
  }

  private void serve(Exchange exchange, ServerResponse response, Tracing.Span span) {
    long started = System.nanoTime();
    var prepared = answer(exchange);
    boolean isLast = isLast(exchange);
    var connection = connections.current();
    connection.answering();
    exchange.describe(span, prepared.status());
    var answer = send(prepared, exchange, response, isLast);
    if (!answer.equals(prepared)) {
      exchange.describe(span, answer.status());
    }
    connection.answered();
    var route = exchange.route();
    long took = System.nanoTime() - started;
    timers
        .computeIfAbsent(new Measured(route.method(), route.path(), answer.status()), this::timer)
        .record(took, TimeUnit.NANOSECONDS);
    RequestLog.write(exchange.forLog(), answer, took);
    if (isLast) {
      // Helidon would take what follows for another request
      throw new CloseConnectionException("the last answer of its connection");
    }
  }

  /// Sends an answer.
  ///
  /// @return the one that was sent: another when this one cannot be written
  private Answer send(Answer answer, Exchange exchange, ServerResponse response, boolean isLast) {
    try {
      write(answer, exchange, response, isLast);
      return answer;
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      if (response.isSent()) {
        throw e;
      }
      var instead = ErrorAnswers.bug(exchange, e);
      response.headers().clear();
      write(instead, exchange, response, isLast);
      return instead;
    }
  }

  private void write(Answer answer, Exchange exchange, ServerResponse response, boolean isLast) {
    if (isLast) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    crossOrigin.headers(exchange).forEach(response::header);
    AnswerWriter.send(answer, exchange, response);
  }

  private Exchange exchange(ServerRequest request) {
    var requestId = "req_" + ids.hex(REQUEST_ID_BYTES);
    var prologue = request.prologue();
    var method = connections.current().method();
    var found =
        prologue.fragment().hasValue()
            ? new Router.Found.Nothing() // it belongs to a browser, and is a part of no path
            : router.find(method, prologue.uriPath().rawPath());
    return switch (found) {
      case Router.Found.Match(var route, var path) ->
          new Exchange(route, method, path, requestId, request);
      case Router.Found.OtherMethod(var methods) ->
          unrouted(otherMethod(method, request, methods), method, requestId, request);
      case Router.Found.WholeServer(var methods) ->
          unrouted(wholeServer(methods), method, requestId, request);
      case Router.Found.Nothing _ ->
          unrouted(refusing(new Rejection.UnknownPath()), method, requestId, request);
    };
  }

  private static Exchange unrouted(
      Route route, String method, String requestId, ServerRequest request) {
    return new Exchange(route, method, Map.of(), requestId, request);
  }

  private Route otherMethod(String method, ServerRequest request, Set<String> methods) {
    var allowed = List.copyOf(methods);
    return (method.equals("OPTIONS")
            ? crossOrigin.preflight(request, router, allowed)
            : Optional.<Route>empty())
        .orElseGet(() -> refusing(new Rejection.MethodNotAllowed(allowed)));
  }

  private static Route wholeServer(Set<String> methods) {
    var allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    return Route.of(
        "*", "*", Access.UNREAD, _ -> Answer.nothing().with("Allow", String.join(", ", allowed)));
  }

  private static Route refusing(Rejection rejection) {
    return Route.of(
        "*",
        "*",
        Access.UNREAD,
        _ -> {
          throw new Rejected(rejection);
        });
  }

  private boolean isLast(Exchange exchange) {
    return isDraining || !exchange.isRead() || saysClose(exchange.request());
  }

  /// Helidon finds the word only where nothing else stands beside it.
  private static boolean saysClose(ServerRequest request) {
    for (var value : request.headers().values(HeaderNames.CONNECTION)) {
      for (var word : value.split(",", -1)) {
        if (word.strip().equalsIgnoreCase("close")) {
          return true;
        }
      }
    }
    return false;
  }

  private Timer timer(Measured measured) {
    return Timer.builder("batua.http.requests")
        .tag("method", measured.method())
        .tag("route", measured.route())
        .tag("status", Integer.toString(measured.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private record Measured(String method, String route, int status) {}

  private Answer answer(Exchange exchange) {
    try (var form = bodies.newForm()) {
      var refused = guarded(exchange);
      if (refused.isPresent()) {
        return refused.get();
      }
      // a place is for a request that is whole: who is slow to send it must not keep others away
      var body = read(exchange, form);
      return exchange.route().access() == Access.UNREAD
          ? exchange.route().endpoint().handle(unread(exchange))
          : links.open(exchange, () -> inPlace(exchange, body, form));
    } catch (Rejected e) {
      return ErrorAnswers.refusal(exchange, e.rejection());
    } catch (CloseConnectionException e) {
      // the client went away, or was too slow and has its answer: there is nobody to answer
      throw e;
    } catch (RuntimeException e) {
      return ErrorAnswers.bug(exchange, e);
    }
  }

  /// What whoever may send no files is told before they are read.
  private Optional<Answer> guarded(Exchange exchange) {
    return isUpload(exchange)
        ? exchange.route().files().flatMap(guard -> guard.refuse(head(exchange)))
        : Optional.empty();
  }

  private static boolean isUpload(Exchange exchange) {
    return exchange.route().files().isPresent()
        && Bodies.isMultipart(contentType(exchange.request()));
  }

  private static String contentType(ServerRequest request) {
    return request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
  }

  private Request head(Exchange exchange) {
    return new Request(
        exchange.requestId(),
        path(exchange),
        new Params(),
        ApiVersion.NEWEST,
        Optional.empty(),
        Browser.of(exchange.request()),
        Optional.empty(),
        Peer.of(exchange.request(), addresses.of(exchange.request())));
  }

  private byte[] read(Exchange exchange, UploadedForm form) {
    try {
      var body = readBody(exchange, form);
      exchange.read();
      connections.current().requestRead();
      return body;
    } catch (Rejected e) {
      if (exchange.route().access() == Access.UNREAD) {
        // nothing of it counts; that it could not be read ends the connection
        return new byte[0];
      }
      throw e;
    }
  }

  private byte[] readBody(Exchange exchange, UploadedForm form) {
    var request = exchange.request();
    if (!isUpload(exchange)) {
      return bodies.read(request);
    }
    refuseEncoded(request);
    connections.current().uploading();
    form.begin(request.query().rawValue());
    bodies.readForm(request, contentType(request), form);
    return new byte[0];
  }

  private Answer inPlace(Exchange exchange, byte[] body, UploadedForm form) {
    if (!places.tryAcquire()) {
      throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
    }
    try {
      return exchange.route().endpoint().handle(request(exchange, body, form));
    } finally {
      places.release();
    }
  }

  private static Request unread(Exchange exchange) {
    return new Request(
        exchange.requestId(),
        path(exchange),
        new Params(),
        ApiVersion.NEWEST,
        Optional.empty(),
        Browser.NONE);
  }

  private Request request(Exchange exchange, byte[] body, UploadedForm form) {
    var request = exchange.request();
    refuseEncoded(request);
    if (exchange.route().access() == Access.RAW) {
      return raw(exchange, body);
    }
    var byKey = callers.byKey(exchange);
    var params = form.read().orElseGet(() -> params(request, body));
    exchange.nameOrder(params);
    var caller = byKey.or(() -> callers.byContent(exchange, params));
    var version = given(request, VERSION).map(ApiVersion::parse).orElse(ApiVersion.NEWEST);
    return new Request(
        exchange.requestId(),
        path(exchange),
        params,
        version,
        caller,
        Browser.of(request),
        Optional.empty(),
        Peer.of(request, addresses.of(request)));
  }

  private static Params params(ServerRequest request, byte[] body) {
    var params = new Params();
    Bodies.form(request.query().rawValue(), params);
    params.endOfQuery();
    Bodies.read(contentType(request), body, params);
    return params;
  }

  private static void refuseEncoded(ServerRequest request) {
    for (var encoding : request.headers().values(HeaderNames.CONTENT_ENCODING)) {
      if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
        throw new Rejected(new Rejection.UnsupportedContentEncoding(encoding.strip()));
      }
    }
  }

  private Request raw(Exchange exchange, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (var header : exchange.request().headers()) {
      headers.put(header.headerName().lowerCase(), header.get());
    }
    return new Request(
        exchange.requestId(),
        path(exchange),
        new Params(),
        ApiVersion.NEWEST,
        Optional.empty(),
        Browser.NONE,
        Optional.of(new Request.Sent(headers, body)),
        Peer.of(exchange.request(), addresses.of(exchange.request())));
  }

  /// A header's value; an empty one counts as not given.
  private static Optional<String> given(ServerRequest request, HeaderName name) {
    return request.headers().first(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  private static Map<String, String> path(Exchange exchange) {
    for (var value : exchange.path().values()) {
      if (value.length() > PATH_SEGMENT_LENGTH_MAX || !Params.isPrintable(value)) {
        throw new Rejected(new Rejection.UnknownObject());
      }
    }
    return exchange.path();
  }
}
