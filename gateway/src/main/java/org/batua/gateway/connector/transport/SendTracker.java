package org.batua.gateway.connector.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Watches one HTTP call for the moment from which bytes of its request may have left.
///
/// That moment is `requestHeadersStart`: the HTTP client fires it before it hands the first byte to
/// the connection, so whatever fails earlier (name, connect, TLS) provably sent nothing.
final class SendTracker extends EventListener {
  private volatile boolean possible;
  private volatile boolean connectedAnew;
  private volatile int status;

  /// The connection was closed by the other side while it lay idle, and nothing was written to it.
  static final class ConnectionFoundClosed extends IOException {
    private static final long serialVersionUID = 1;
  }

  static SendTracker of(Call call) {
    return of(call.request());
  }

  private static SendTracker of(okhttp3.Request request) {
    return Objects.requireNonNull(request.tag(SendTracker.class));
  }

  /// Whether bytes of the request may have left.
  boolean possible() {
    return possible;
  }

  /// The HTTP status of the answer, 0 when none came.
  int status() {
    return status;
  }

  @Override
  public void requestHeadersStart(Call call) {
    possible = true;
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    connectedAnew = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    status = response.code();
  }

  /// Stands between the HTTP client's pool and the wire for two of the client's habits:
  ///
  /// It looks whether a pooled connection is still open only after 10 idle seconds; we look always,
  /// as a request written to a dead connection is an unknown outcome.
  ///
  /// It repeats a request by itself when the answer is 503 with `Retry-After: 0`, whatever
  /// `retryOnConnectionFailure` says; without that header it does not.
  static Response guard(Interceptor.Chain chain) throws IOException {
    var connection = Objects.requireNonNull(chain.connection());
    if (!of(chain.request()).connectedAnew && closedByPeer(connection.socket())) {
      throw new ConnectionFoundClosed();
    }
    var response = chain.proceed(chain.request());
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static boolean closedByPeer(Socket socket) {
    try {
      return ChannelSockets.hasSomethingToRead(socket);
    } catch (IOException _) {
      return true;
    }
  }
}
