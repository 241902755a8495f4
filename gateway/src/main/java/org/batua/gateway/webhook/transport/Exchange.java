package org.batua.gateway.webhook.transport;

import java.time.Duration;
import java.util.Optional;

/// What came of one request to a merchant's server.
public sealed interface Exchange {
  /// The address that was connected to; empty when it came to none.
  String address();

  /// An answer came, at least its head.
  ///
  /// @param start of its body, as much as is kept
  /// @param retryAfter what the receiver asked for
  record Answered(String address, int status, String start, Optional<Duration> retryAfter)
      implements Exchange {}

  record Failed(String address, Failure failure) implements Exchange {}

  /// Why no answer came.
  enum Failure {
    /// The guard refused the URL or its address.
    BLOCKED,
    NAME_NOT_FOUND,
    NOT_CONNECTED,
    TLS,
    TIMEOUT,
    /// The connection ended, or what came was no HTTP.
    BROKEN
  }
}
