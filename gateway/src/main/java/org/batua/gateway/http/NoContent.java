package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// Takes the length away that Helidon 4.5.0 gives to a 204 just before it is sent: one must not
/// have any (RFC 9110, 8.6).
final class NoContent implements Http1ConnectionListener {
  /// Tells which headers are meant: a listener sees no status with them. It is never sent.
  static final HeaderName MARK = HeaderNames.create("x-no-content");

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (headers.contains(MARK) && headers instanceof WritableHeaders<?> sent) {
      sent.remove(MARK);
      sent.remove(HeaderNames.CONTENT_LENGTH);
    }
  }
}
