package org.batua.gateway.http;

import java.util.Optional;

/// One method and path of the API, as `GET /customers/{customer}/wallets`.
///
/// @param refusals how a browser is told of what is refused; empty where only programs call
public record Route(
    String method, String path, Access access, Endpoint endpoint, Optional<RefusalPage> refusals) {
  public static Route get(String path, Access access, Endpoint endpoint) {
    return new Route("GET", path, access, endpoint, Optional.empty());
  }

  public static Route post(String path, Access access, Endpoint endpoint) {
    return new Route("POST", path, access, endpoint, Optional.empty());
  }

  public static Route delete(String path, Access access, Endpoint endpoint) {
    return new Route("DELETE", path, access, endpoint, Optional.empty());
  }

  /// This route, but a browser gets a page where a program gets JSON.
  public Route withRefusals(RefusalPage page) {
    return new Route(method, path, access, endpoint, Optional.of(page));
  }
}
