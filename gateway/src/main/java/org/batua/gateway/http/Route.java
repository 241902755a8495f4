package org.batua.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

/// One method and path of the API, as `GET /customers/{customer}/wallets`.
///
/// @param refusals how a browser is told of what is refused; empty where only programs call
public record Route(
    String method,
    String path,
    Access access,
    Endpoint endpoint,
    Optional<RefusalPage> refusals,
    Compression compression) {
  /// Whether answers may be compressed: never where a secret and what somebody else sent stand in
  /// one answer, since its length would then tell about the secret (BREACH).
  public enum Compression {
    ALLOWED,
    /// To a browser that brings no cookie: it gets what anybody with the address gets.
    TO_STRANGERS,
    FORBIDDEN;

    /// @param asked the headers of the request
    boolean isAllowed(Headers asked) {
      return switch (this) {
        case ALLOWED -> true;
        case TO_STRANGERS -> !asked.contains(HeaderNames.COOKIE);
        case FORBIDDEN -> false;
      };
    }
  }

  public static Route get(String path, Access access, Endpoint endpoint) {
    return of("GET", path, access, endpoint);
  }

  public static Route post(String path, Access access, Endpoint endpoint) {
    return of("POST", path, access, endpoint);
  }

  static Route of(String method, String path, Access access, Endpoint endpoint) {
    return new Route(method, path, access, endpoint, Optional.empty(), Compression.FORBIDDEN);
  }

  public static Route delete(String path, Access access, Endpoint endpoint) {
    return of("DELETE", path, access, endpoint);
  }

  /// This route, but a browser gets a page where a program gets JSON.
  public Route withRefusals(RefusalPage page) {
    return new Route(method, path, access, endpoint, Optional.of(page), compression);
  }

  /// This route, whose answers hold no secret.
  public Route compressible() {
    return new Route(method, path, access, endpoint, refusals, Compression.ALLOWED);
  }

  /// This route, whose answers hold no secret of a browser that is new to us.
  public Route compressibleToStrangers() {
    return new Route(method, path, access, endpoint, refusals, Compression.TO_STRANGERS);
  }
}
