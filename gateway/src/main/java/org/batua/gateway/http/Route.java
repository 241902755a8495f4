package org.batua.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

/// One method and path of the API, as `GET /customers/{customer}/wallets`.
///
/// @param refusals how a browser is told of what is refused; empty where only programs call
/// @param files who may send forms whose files go to the disk; empty where nobody may
public record Route(
    String method,
    String path,
    Access access,
    Endpoint endpoint,
    Optional<RefusalPage> refusals,
    Compression compression,
    Optional<FileGuard> files) {
  /// Where a form is kept until the request is answered.
  public enum Intake {
    MEMORY,
    /// Files on disk, everything else in memory.
    FILES_ON_DISK
  }

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
    return new Route(
        method, path, access, endpoint, Optional.empty(), Compression.FORBIDDEN, Optional.empty());
  }

  public static Route delete(String path, Access access, Endpoint endpoint) {
    return of("DELETE", path, access, endpoint);
  }

  /// This route, but a browser gets a page where a program gets JSON.
  public Route withRefusals(RefusalPage page) {
    return new Route(method, path, access, endpoint, Optional.of(page), compression, files);
  }

  /// This route, whose forms may bring files that go to the disk and are read by [Params#upload].
  public Route takingFiles(FileGuard guard) {
    return new Route(method, path, access, endpoint, refusals, compression, Optional.of(guard));
  }

  /// This route, whose answers hold no secret.
  public Route compressible() {
    return new Route(method, path, access, endpoint, refusals, Compression.ALLOWED, files);
  }

  /// This route, whose answers hold no secret of a browser that is new to us.
  public Route compressibleToStrangers() {
    return new Route(method, path, access, endpoint, refusals, Compression.TO_STRANGERS, files);
  }
}
