package org.batua.gateway.connector;

import java.util.Map;
import java.util.Optional;

/// How one HTTP exchange with a provider ended on the wire.
public sealed interface Exchange {
  /// A whole answer came.
  ///
  /// @param headers lower-case names; the last value of each
  /// @param body read as UTF-8
  record Answered(int status, Map<String, String> headers, String body) implements Exchange {
    public Answered {
      headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /// Without headers and body: tokens come in them.
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /// Provably no byte of the request left.
  record NotSent(TransportFailure failure) implements Exchange {}

  /// Request bytes left or may have left, and no whole answer came.
  record Lost(TransportFailure failure) implements Exchange {}
}
