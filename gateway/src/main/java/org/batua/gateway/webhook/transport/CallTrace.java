package org.batua.gateway.webhook.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What one call met on its way.
final class CallTrace extends EventListener {
  private static final String RETRY_AFTER = "Retry-After";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private volatile String address = "";
  private volatile Optional<Duration> retryAfter = Optional.empty();

  static CallTrace of(Call call) {
    return Objects.requireNonNull(call.request().tag(CallTrace.class));
  }

  String address() {
    return address;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress to, Proxy proxy) {
    address = text(to);
  }

  /// The client repeats a request by itself when the answer is 503 with `Retry-After: 0`, whatever
  /// it was told; without that header it does not.
  static Response watch(Interceptor.Chain chain) throws IOException {
    var trace = Objects.requireNonNull(chain.request().tag(CallTrace.class));
    var connection = Objects.requireNonNull(chain.connection());
    trace.address = text(connection.route().socketAddress());
    var response = chain.proceed(chain.request());
    var asked = response.header(RETRY_AFTER);
    trace.retryAfter = seconds(asked);
    return response.newBuilder().removeHeader(RETRY_AFTER).build();
  }

  /// What a receiver asks for with a number of seconds; a date is not taken, as clocks differ.
  private static Optional<Duration> seconds(@Nullable String header) {
    return header != null && SECONDS.matcher(header.strip()).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())))
        : Optional.empty();
  }

  private static String text(InetSocketAddress to) {
    if (to.getAddress() == null) {
      return "";
    }
    var host = to.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + to.getPort();
  }
}
