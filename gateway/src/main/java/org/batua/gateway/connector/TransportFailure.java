package org.batua.gateway.connector;

/// Why the outcome of a call is unknown, or a read failed.
public record TransportFailure(Cause cause, ProviderResponse response) {
  /// An answer whose HTTP status says that the request was not served.
  public static TransportFailure http(int status, ProviderResponse response) {
    return new TransportFailure(status == 429 ? Cause.RATE_LIMITED : Cause.HTTP_ERROR, response);
  }

  /// What went wrong between us and the provider.
  public enum Cause {
    /// Nothing left us: refused, no route, no name, no TLS, no free connection, open circuit.
    NOT_CONNECTED,
    TIMEOUT,
    CONNECTION_LOST,
    HTTP_ERROR,
    RATE_LIMITED,
    UNREADABLE,
    /// A wrong signature, reference, currency or amount on an answer: needs manual review.
    INTEGRITY,
    UNKNOWN_CODE
  }
}
