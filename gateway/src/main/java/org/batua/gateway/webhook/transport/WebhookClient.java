package org.batua.gateway.webhook.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.batua.gateway.webhook.transport.Exchange.Failure;

/// Posts to merchants' servers: once for each call, within one time limit for everything, without
/// redirects, proxies or repeats of its own.
public final class WebhookClient implements AutoCloseable {
  private static final long ANSWER_BYTES_MAX = 4096;

  /// The status is what counts; a receiver that drips its body is not waited for.
  private static final Duration BODY_TIME_MAX = Duration.ofSeconds(2);

  private static final int IDLE_CONNECTIONS_MAX = 512;
  private static final Duration IDLE_KEEP_ALIVE = Duration.ofSeconds(30);

  private final EndpointGuard guard;
  private final OkHttpClient client;

  /// How long one exchange may take.
  ///
  /// @param connect for the name, for TCP and for TLS, each
  /// @param whole for everything
  public record Limits(Duration connect, Duration whole) {}

  public WebhookClient(EndpointGuard guard, Limits limits) {
    this(guard, limits, Dns.SYSTEM);
  }

  WebhookClient(EndpointGuard guard, Limits limits, Dns dns) {
    this.guard = guard;
    this.client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .connectionPool(
                new ConnectionPool(
                    IDLE_CONNECTIONS_MAX, IDLE_KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .dns(new GuardedDns(dns, guard, limits.connect()))
            .socketFactory(new GuardedSockets(guard))
            .connectTimeout(limits.connect())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(limits.whole())
            .eventListenerFactory(CallTrace::of)
            .addNetworkInterceptor(CallTrace::watch)
            .build();
  }

  /// Posts these bytes and reads the start of the answer.
  public Exchange post(String url, Map<String, String> headers, byte[] body) {
    var target = HttpUrl.parse(url);
    if (target == null || guard.problem(url).isPresent()) {
      return new Exchange.Failed("", Failure.BLOCKED);
    }
    var trace = new CallTrace();
    var request =
        new Request.Builder()
            .url(target)
            .headers(Headers.of(headers))
            .post(RequestBody.create(body, null))
            .tag(CallTrace.class, trace)
            .build();
    try (var response = client.newCall(request).execute()) {
      return new Exchange.Answered(
          trace.address(), response.code(), start(response), trace.retryAfter());
    } catch (IOException e) {
      return new Exchange.Failed(trace.address(), failure(e));
    }
  }

  private static String start(Response response) {
    var source = response.body().source();
    source.timeout().deadline(BODY_TIME_MAX.toNanos(), TimeUnit.NANOSECONDS);
    var read = new Buffer();
    try {
      while (read.size() < ANSWER_BYTES_MAX
          && source.read(read, ANSWER_BYTES_MAX - read.size()) >= 0) {
        // as much as comes in time
      }
    } catch (IOException _) {
      // the answer's head has come; of its body what has come is kept
    }
    return new String(read.readByteArray(), StandardCharsets.UTF_8);
  }

  /// Only the kind of an exception counts: its message may quote the URL.
  private static Failure failure(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case BlockedAddressException _ -> {
          return Failure.BLOCKED;
        }
        case UnknownHostException _ -> {
          return Failure.NAME_NOT_FOUND;
        }
        case InterruptedIOException _ -> {
          return Failure.TIMEOUT;
        }
        case SSLException _ -> {
          return Failure.TLS;
        }
        case ConnectException _, NoRouteToHostException _ -> {
          return Failure.NOT_CONNECTED;
        }
        default -> {}
      }
    }
    return Failure.BROKEN;
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
