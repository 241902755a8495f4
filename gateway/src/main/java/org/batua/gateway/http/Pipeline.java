package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to every request: limits, authentication, parameters, the endpoint, the answer, one
/// log line.
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final String CLIENT_TOKEN = "client_auth_token";
  private static final int PATH_SEGMENT_LENGTH_MAX = 128;
  private static final Rejection UNFRAMED =
      new Rejection.UnreadableBody("the body is not framed as HTTP wants it");
  private static final int REQUEST_ID_BYTES = 12;
  private static final HeaderName VERSION = HeaderNames.create("version");
  private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");
  private static final HeaderName ROUTING_ID = HeaderNames.create("x-routing-id");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");
  private static final HeaderName RESPONSE_ID = HeaderNames.create("x-response-id");
  private static final HeaderName MERCHANT_ID = HeaderNames.create("x-jp-merchant-id");
  private static final List<HeaderName> MERCHANT_IDS =
      List.of(HeaderNames.create("x-merchantid"), HeaderNames.create("x-merchant-id"));

  private final Authentication authentication;
  private final HttpLimits limits;
  private final RateLimit rateLimit;
  private final Semaphore places;
  private final Runnable requestRead;
  private final MeterRegistry meters;
  private final Ids ids;
  private final ConcurrentMap<Measured, Timer> timers = new ConcurrentHashMap<>();

  /// A pipeline.
  ///
  /// @param requestRead told when a request has been read and answered
  Pipeline(
      Authentication authentication,
      HttpLimits limits,
      Runnable requestRead,
      MeterRegistry meters,
      Ids ids) {
    this.requestRead = requestRead;
    this.authentication = authentication;
    this.limits = limits;
    this.rateLimit = new RateLimit(limits.requestsPerSecondPerKey());
    this.places = new Semaphore(limits.concurrentRequests());
    this.meters = meters;
    this.ids = ids;
  }

  Handler handler(Route route) {
    return (request, response) -> serve(route, request, response);
  }

  private void serve(Route route, ServerRequest request, ServerResponse response) {
    long started = System.nanoTime();
    var state = new State(route, "req_" + ids.hex(REQUEST_ID_BYTES), request);
    var answer = answer(state);
    requestRead.run();
    if (!state.isRead) {
      // what is left of the request is not worth reading
      response.header("Connection", "close");
    }
    send(state, answer, response);
    long took = System.nanoTime() - started;
    timers
        .computeIfAbsent(new Measured(route.method(), route.path(), answer.status()), this::timer)
        .record(took, TimeUnit.NANOSECONDS);
    RequestLog.write(state.forLog(), answer, took);
  }

  private Timer timer(Measured measured) {
    return Timer.builder("batua.http.requests")
        .tag("method", measured.method())
        .tag("route", measured.route())
        .tag("status", Integer.toString(measured.status()))
        .register(meters);
  }

  private record Measured(String method, String route, int status) {}

  private Answer answer(State state) {
    if (!places.tryAcquire()) {
      return refusal(state, new Rejection.Unavailable(Duration.ofSeconds(1)));
    }
    try {
      return state.route.endpoint().handle(read(state));
    } catch (Rejected e) {
      return refusal(state, e.rejection());
    } catch (CloseConnectionException e) {
      // the client went away, or was too slow and has its answer: there is nobody to answer
      throw e;
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("request_id", state.requestId)
          .addKeyValue("route", state.route.path())
          .setCause(e)
          .log("a bug: the request failed");
      return forBrowser(state, Rejections.internalError(state.requestId));
    } finally {
      places.release();
    }
  }

  private static Answer refusal(State state, Rejection rejection) {
    return forBrowser(state, Rejections.render(rejection, state.requestId));
  }

  private static Answer forBrowser(State state, Answer refusal) {
    var page = state.route.refusals();
    if (page.isEmpty()) {
      return refusal;
    }
    var browser = browser(state.request);
    return browser.asksForPage() ? page.get().show(refusal, browser) : refusal;
  }

  private Request read(State state) {
    var request = state.request;
    var headers = request.headers();
    var params = new Params();
    if (state.route.access() == Access.UNREAD) {
      discardBody(state);
      return new Request(
          state.requestId,
          path(request),
          params,
          ApiVersion.NEWEST,
          Optional.empty(),
          Browser.NONE);
    }
    if (state.route.access() == Access.RAW) {
      return raw(state);
    }
    var byKey = Optional.<Caller>empty();
    if (state.route.access() != Access.OPEN) {
      byKey = given(headers, HeaderNames.AUTHORIZATION).flatMap(header -> merchant(state, header));
    }
    if (byKey.isEmpty() && state.route.access() == Access.KEY) {
      throw new Rejected(new Rejection.Unauthenticated());
    }
    var body = body(request);
    state.isRead = true;
    requestRead.run();
    Bodies.form(request.query().rawValue(), params);
    Bodies.read(headers.first(HeaderNames.CONTENT_TYPE).orElse(""), body, params);
    var caller = byKey;
    if (caller.isEmpty() && state.route.access() == Access.KEY_OR_CLIENT_TOKEN) {
      caller = Optional.of(customer(state, params));
    }
    caller.ifPresent(known -> checkMerchantHeader(request, known));
    var version = given(headers, VERSION).map(ApiVersion::parse).orElse(ApiVersion.NEWEST);
    return new Request(state.requestId, path(request), params, version, caller, browser(request));
  }

  private static Browser browser(ServerRequest request) {
    var headers = request.headers();
    return new Browser(
        Browser.readCookies(headers.first(HeaderNames.COOKIE).orElse("")),
        headers.first(HeaderNames.ACCEPT_LANGUAGE).orElse(""),
        headers.first(HeaderNames.ACCEPT).orElse("").contains("text/html"),
        headers.contains(HX_REQUEST));
  }

  private Request raw(State state) {
    var body = body(state.request);
    state.isRead = true;
    requestRead.run();
    Map<String, String> headers = new HashMap<>();
    for (var header : state.request.headers()) {
      headers.put(header.headerName().lowerCase(), header.get());
    }
    return new Request(
        state.requestId,
        path(state.request),
        new Params(),
        ApiVersion.NEWEST,
        Optional.empty(),
        Browser.NONE,
        Optional.of(new Request.Sent(headers, body)));
  }

  /// A header's value; an empty one counts as not given.
  private static Optional<String> given(Headers headers, HeaderName name) {
    return headers.first(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /// The merchant of the API key; empty when the credential has none in it.
  private Optional<Caller> merchant(State state, String header) {
    var key = apiKey(header);
    if (key.isPresent() && key.get().reveal().isEmpty()) {
      return Optional.empty();
    }
    var merchant =
        key.flatMap(authentication::merchantOf)
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    state.merchant = merchant.value();
    rateLimit.spend(merchant.value());
    return Optional.of(new Caller.Merchant(merchant));
  }

  private Caller customer(State state, Params params) {
    var token =
        params
            .secret(CLIENT_TOKEN, 64)
            .orElseThrow(() -> new Rejected(new Rejection.Unauthenticated()));
    var customer = authentication.customerOf(token);
    state.merchant = customer.merchant().value();
    rateLimit.spend(customer.customer().value());
    return customer;
  }

  /// Both `base64(key + ":")` and, as one client sends it, `base64(key)`. The key is empty where a
  /// client has none to send; no key at all is another kind of credential.
  private static Optional<Secret> apiKey(String header) {
    if (header.equalsIgnoreCase("Basic")) {
      return Optional.of(Secret.of(""));
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var decoded =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return Optional.of(Secret.of(colon < 0 ? decoded : decoded.substring(0, colon)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void checkMerchantHeader(ServerRequest request, Caller caller) {
    for (var name : MERCHANT_IDS) {
      var given = given(request.headers(), name);
      if (given.isPresent() && !given.get().equals(caller.merchant().value())) {
        throw new Rejected(new Rejection.Unauthenticated());
      }
    }
  }

  /// Closing a connection with a body unread would take away what the client has not read yet of a
  /// long answer.
  private void discardBody(State state) {
    try {
      var _ = body(state.request);
      state.isRead = true;
    } catch (Rejected e) {
      LOG.atDebug().setCause(e).log("a body that nobody wanted could not be read");
    }
  }

  private byte[] body(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    long declared = request.headers().contentLength().orElse(0);
    if (declared > limits.bodyBytes()) {
      throw new Rejected(new Rejection.BodyTooLarge(limits.bodyBytes()));
    }
    try (var in = request.content().inputStream()) {
      var body = new ByteArrayOutputStream(declared > 0 ? (int) declared : 1024);
      var buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        body.write(buffer, 0, count);
        if (body.size() > limits.bodyBytes()) {
          throw new Rejected(new Rejection.BodyTooLarge(limits.bodyBytes()));
        }
      }
      return body.toByteArray();
    } catch (Rejected | CloseConnectionException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client closed the connection", e);
    } catch (RequestException e) {
      throw new Rejected(
          e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
              ? new Rejection.BodyTooLarge(limits.bodyBytes())
              : UNFRAMED);
    } catch (RuntimeException e) {
      // Helidon lets whatever its parser of chunks throws pass
      throw new Rejected(UNFRAMED);
    }
  }

  private static Map<String, String> path(ServerRequest request) {
    Map<String, String> path = new HashMap<>();
    var segments = request.path().pathParameters();
    for (var name : segments.names()) {
      var value = segments.get(name);
      if (value.length() > PATH_SEGMENT_LENGTH_MAX || !Params.isPrintable(value)) {
        throw new Rejected(new Rejection.UnknownObject());
      }
      path.put(name, value);
    }
    return path;
  }

  private static void send(State state, Answer answer, ServerResponse response) {
    response.status(Status.create(answer.status()));
    response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(REQUEST_ID, state.requestId);
    response.header(RESPONSE_ID, state.requestId);
    if (!state.merchant.isEmpty()) {
      response.header(MERCHANT_ID, state.merchant);
    }
    answer.headers().forEach(response::header);
    if (!answer.cookies().isEmpty()) {
      response.headers().set(HeaderNames.SET_COOKIE, answer.cookies());
    }
    response.send(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /// What is known of one request while it is served.
  private static final class State {
    private final Route route;
    private final String requestId;
    private final ServerRequest request;
    private String merchant = "";
    private boolean isRead;

    State(Route route, String requestId, ServerRequest request) {
      this.route = route;
      this.requestId = requestId;
      this.request = request;
      this.isRead = !request.content().hasEntity();
    }

    RequestLog.Exchange forLog() {
      HttpPrologue prologue = request.prologue();
      var segments = request.path().pathParameters();
      var object =
          segments.names().stream().findFirst().map(segments::get).map(RequestLog::ownIdOnly);
      return new RequestLog.Exchange(
          requestId,
          prologue.method().text(),
          route.path(),
          object.orElse(""),
          merchant,
          request.headers().first(ROUTING_ID).orElse(""));
    }
  }
}
