package org.batua.gateway.connector.transport;

import dev.failsafe.CircuitBreaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One provider account's own connections, places and circuit.
final class AccountClient {
  private static final Logger LOG = LoggerFactory.getLogger(AccountClient.class);
  private static final ByteString BYTE_ORDER_MARK = ByteString.encodeUtf8("\uFEFF");

  private final GatewayCode gateway;
  private final TransportLimits limits;
  private final OkHttpClient client;
  private final Semaphore places;
  private final CircuitBreaker<Object> circuit;

  AccountClient(ProviderAccount account, TransportLimits limits) {
    this.gateway = account.gateway();
    this.limits = limits;
    this.client = client(limits);
    this.places = new Semaphore(limits.callsMax());
    this.circuit = circuit(account.id(), limits.circuit());
  }

  private static OkHttpClient client(TransportLimits limits) {
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(
            new ConnectionPool(
                limits.callsMax(), limits.idleKeepAlive().toMillis(), TimeUnit.MILLISECONDS))
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .socketFactory(new ChannelSockets())
        .dns(new BoundedDns(Dns.SYSTEM, limits.connectTimeout()))
        .connectTimeout(limits.connectTimeout())
        // Reading and writing end with the whole call, which has a timeout of its own each time.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .eventListenerFactory(SendTracker::of)
        .addNetworkInterceptor(SendTracker::guard)
        .build();
  }

  private static CircuitBreaker<Object> circuit(String accountId, TransportLimits.Circuit limits) {
    return CircuitBreaker.builder()
        .withFailureRateThreshold(limits.troublePercentMin(), limits.callsMin(), limits.window())
        .withDelay(limits.openFor())
        .withSuccessThreshold(limits.trials())
        .onOpen(_ -> LOG.warn("provider account {}: circuit opened", accountId))
        .onClose(_ -> LOG.info("provider account {}: circuit closed", accountId))
        .build();
  }

  GatewayCode gateway() {
    return gateway;
  }

  /// Whether calls do not go out now, or only as trials.
  boolean isCircuitOpen() {
    return !circuit.isClosed();
  }

  int placesUsed() {
    return limits.callsMax() - places.availablePermits();
  }

  /// The share of its places that are taken.
  double shareUsed() {
    return (double) placesUsed() / limits.callsMax();
  }

  Transport.Exchange exchange(Purpose purpose, Request request, Duration timeout) {
    var deadlineNanos = System.nanoTime() + timeout.toNanos();
    if (purpose == Purpose.INQUIRY) {
      // Neither asks for a place or a permit nor counts: an inquiry about money is never held up.
      return send(request, deadlineNanos);
    }
    if (!takePlace(timeout)) {
      return notSent("no free place");
    }
    try {
      return circuit.tryAcquirePermit() ? counted(request, deadlineNanos) : notSent("circuit open");
    } finally {
      places.release();
    }
  }

  private boolean takePlace(Duration timeout) {
    var wait = timeout.compareTo(limits.waitMax()) < 0 ? timeout : limits.waitMax();
    try {
      return places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Every permit taken is given back by a record, also when our own code fails.
  private Transport.Exchange counted(Request request, long deadlineNanos) {
    var well = false;
    try {
      var exchange = send(request, deadlineNanos);
      well = exchange instanceof Transport.Exchange.Answered answered && answered.status() < 500;
      return exchange;
    } finally {
      if (well) {
        circuit.recordSuccess();
      } else {
        circuit.recordFailure();
      }
    }
  }

  /// A pooled connection that turns out to be closed before anything is written is replaced once:
  /// the request has not been sent, so this repeats nothing.
  private Transport.Exchange send(Request request, long deadlineNanos) {
    var exchange = attempt(request, deadlineNanos);
    if (exchange.isEmpty()) {
      client.connectionPool().evictAll();
      exchange = attempt(request, deadlineNanos);
    }
    return exchange.orElseGet(() -> notSent("connection closed by the provider"));
  }

  /// Empty when the connection was found closed, with nothing written.
  private Optional<Transport.Exchange> attempt(Request request, long deadlineNanos) {
    var remainingNanos = deadlineNanos - System.nanoTime();
    if (remainingNanos <= 0) {
      return Optional.of(notSent("no time left"));
    }
    var tracker = new SendTracker();
    var call = client.newCall(wire(request, tracker));
    call.timeout().timeout(remainingNanos, TimeUnit.NANOSECONDS);
    try (var response = call.execute()) {
      return Optional.of(read(response));
    } catch (SendTracker.ConnectionFoundClosed _) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(tracker.possible() ? lost(e, tracker.status()) : notConnected(e));
    }
  }

  private static okhttp3.Request wire(Request request, SendTracker tracker) {
    var url = HttpUrl.get(request.url());
    if (url == null) {
      throw new IllegalArgumentException("url of a request: neither http nor https");
    }
    var headers = Headers.of(request.headers()).newBuilder();
    if (!request.headers().containsKey("User-Agent")) {
      headers.set("User-Agent", "Batua");
    }
    var bodiless = request.method().equals("GET") || request.method().equals("DELETE");
    var body =
        bodiless && request.body().isEmpty()
            ? null
            // As bytes: given text, the client would append a charset to the content type.
            : RequestBody.create(request.body().getBytes(StandardCharsets.UTF_8), null);
    return new okhttp3.Request.Builder()
        .url(url)
        .headers(headers.build())
        .method(request.method(), body)
        .tag(SendTracker.class, tracker)
        .build();
  }

  private Transport.Exchange read(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(limits.answerBytesMax() + 1L)) {
      return new Transport.Exchange.Lost(
          new TransportFailure(
              Cause.UNREADABLE, ProviderResponse.of("", "answer too long", response.code())));
    }
    // some programs put a byte order mark before their text
    if (source.rangeEquals(0, BYTE_ORDER_MARK)) {
      source.skip(BYTE_ORDER_MARK.size());
    }
    return new Transport.Exchange.Answered(
        response.code(), lowerCase(response.headers()), source.readUtf8());
  }

  private static Map<String, String> lowerCase(Headers headers) {
    var map = HashMap.<String, String>newHashMap(headers.size());
    headers.forEach(h -> map.put(h.getFirst().toLowerCase(Locale.ROOT), h.getSecond()));
    return Map.copyOf(map);
  }

  /// Only the kind of an exception is kept: its message may quote the URL.
  private static Transport.Exchange lost(IOException e, int status) {
    var cause = e instanceof InterruptedIOException ? Cause.TIMEOUT : Cause.CONNECTION_LOST;
    return new Transport.Exchange.Lost(
        new TransportFailure(
            cause,
            ProviderResponse.of("", "no whole answer: " + e.getClass().getSimpleName(), status)));
  }

  private static Transport.Exchange notConnected(IOException e) {
    return notSent("not connected: " + e.getClass().getSimpleName());
  }

  private static Transport.Exchange notSent(String message) {
    return new Transport.Exchange.NotSent(
        new TransportFailure(Cause.NOT_CONNECTED, ProviderResponse.of("", message, 0)));
  }

  void close() {
    client.connectionPool().evictAll();
  }
}
