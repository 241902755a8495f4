package org.batua.gateway.wiring;

import java.net.URI;
import java.util.Optional;
import org.batua.gateway.http.HttpLimits;
import org.batua.gateway.http.TrustedProxies;

/// Where the API and the customers' pages are served.
///
/// @param port 0 for any free one
/// @param management empty where it is served beside the API
/// @param baseUrl the server's address as customers and providers see it; empty for localhost
public record ListenSettings(
    String host, int port, Optional<Management> management, Optional<URI> baseUrl) {
  private static final int NONE = -1;
  private static final int NO_UPLOADS = 0;

  /// Where `/health` and `/metrics` are served instead of beside the API.
  ///
  /// @param port 0 for any free one
  public record Management(String host, int port) {}

  static ListenSettings read(Settings settings) {
    return new ListenSettings(
        settings.text("host").orElse("127.0.0.1"),
        settings.whole("port", 8080, 0, 65_535),
        management(settings),
        settings.address("base_url"));
  }

  private static Optional<Management> management(Settings settings) {
    int port = settings.whole("management.port", NONE, 0, 65_535);
    var host = settings.text("management.host").orElse("127.0.0.1");
    return port == NONE ? Optional.empty() : Optional.of(new Management(host, port));
  }

  /// What one client, and all together, may ask of a listener.
  static HttpLimits limits(Settings settings) {
    return new HttpLimits(
        settings.whole("http.body_bytes", 65_536, 1024, 16_777_216),
        NO_UPLOADS,
        settings.whole("http.bodies_bytes", 33_554_432, 65_536, 1_073_741_824),
        settings.whole("http.header_bytes", 16_384, 1024, 1_048_576),
        settings.whole("http.concurrent_requests", 1024, 1, 100_000),
        new HttpLimits.Times(
            settings.seconds("http.request_read_seconds", 15, 1, 600),
            settings.seconds("http.answer_seconds", 30, 1, 600),
            settings.seconds("http.idle_seconds", 60, 1, 3600),
            settings.seconds("http.shutdown_delay_seconds", 5, 0, 600),
            settings.seconds("http.drain_seconds", 10, 0, 600)),
        new HttpLimits.Connecting(
            settings.whole("http.connections", 4096, 1, 1_000_000),
            settings.whole("http.connections_per_address", 1024, 1, 1_000_000),
            trustedProxies(settings)),
        new HttpLimits.Rates(
            settings.whole("http.requests_per_second_per_key", 20_000, 1, 10_000_000),
            settings.whole("http.wrong_keys_per_minute", 100, 1, 1_000_000)));
  }

  private static TrustedProxies trustedProxies(Settings settings) {
    var text = settings.text("http.trusted_proxies").orElse("");
    try {
      return TrustedProxies.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting http.trusted_proxies: "
              + text
              + " (expected: addresses and networks, as 127.0.0.1, 10.0.0.0/8)",
          e);
    }
  }
}
