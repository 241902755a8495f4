package org.batua.gateway.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The one way to a provider: sends a request once, never again, and reports what is known of it.
public interface Transport {
  /// Sends the request at most once.
  ///
  /// @param account whose connections and limits the call uses
  /// @param purpose whether the call may still go out while the provider's circuit is open
  Exchange exchange(ProviderAccount account, Purpose purpose, Request request, Duration timeout);

  /// What a call is for.
  enum Purpose {
    MONEY,
    READ,
    /// Always passes circuit and bulkhead.
    INQUIRY
  }

  /// What to send.
  ///
  /// @param body sent as UTF-8 and unchanged, since signatures cover it; empty for none
  record Request(String method, URI url, Map<String, String> headers, String body) {
    public Request {
      headers = Map.copyOf(headers);
    }

    public static Request get(URI url, Map<String, String> headers) {
      return new Request("GET", url, headers, "");
    }

    /// Without query, headers and body: tokens and OTPs travel in them.
    @Override
    public String toString() {
      return method + " " + url.getScheme() + "://" + url.getAuthority() + url.getPath();
    }
  }

  /// How one HTTP exchange with a provider ended on the wire.
  sealed interface Exchange {
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
}
