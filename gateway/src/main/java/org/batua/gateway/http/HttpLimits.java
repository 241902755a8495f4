package org.batua.gateway.http;

import java.time.Duration;

/// The limits of the HTTP server.
///
/// @param bodyBytes the largest request body
/// @param uploadBytes the largest body with a file, where a route takes one
/// @param bodiesBytes of all request bodies that are being read
/// @param headerBytes the largest header block
/// @param concurrentRequests how many are served at once; more get 503 with `Retry-After`
public record HttpLimits(
    int bodyBytes,
    int uploadBytes,
    int bodiesBytes,
    int headerBytes,
    int concurrentRequests,
    Times times,
    Connecting connecting,
    Rates rates) {
  /// These limits with another number of connections.
  HttpLimits withConnections(int connections) {
    return new HttpLimits(
        bodyBytes,
        uploadBytes,
        bodiesBytes,
        headerBytes,
        concurrentRequests,
        times,
        new Connecting(connections, connecting.perAddress(), connecting.trusted()),
        rates);
  }

  /// How long a client, or a stopping server, may take.
  ///
  /// @param requestRead from a request's first byte to its last
  /// @param answerTaken how long a client may take to accept an answer
  /// @param idle how long a connection may stay open without a request
  /// @param shutdownDelay how long a stopping server serves on while it says that it is not ready
  /// @param drain how long it then waits for requests under way
  public record Times(
      Duration requestRead,
      Duration answerTaken,
      Duration idle,
      Duration shutdownDelay,
      Duration drain) {}

  /// How many connections may be open.
  ///
  /// @param perAddress from one address that is no trusted proxy
  public record Connecting(int connections, int perAddress, TrustedProxies trusted) {}

  /// How often one may come.
  ///
  /// @param requestsPerSecondPerKey with a burst of twice as many
  /// @param wrongKeysPerMinute how many keys, tokens, sessions and links that are not valid one
  ///   address may try
  public record Rates(int requestsPerSecondPerKey, int wrongKeysPerMinute) {}
}
