package org.batua.gateway.http;

/// One method and path of the API, as `GET /customers/{customer}/wallets`.
public record Route(String method, String path, Access access, Endpoint endpoint) {
  public static Route get(String path, Access access, Endpoint endpoint) {
    return new Route("GET", path, access, endpoint);
  }

  public static Route post(String path, Access access, Endpoint endpoint) {
    return new Route("POST", path, access, endpoint);
  }
}
