package org.batua.gateway.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The one way to a provider: sends a request once, never again, and tells what is known of it.
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
  /// @param body sent as UTF-8 and to the letter, since signatures cover it; empty for none
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
}
