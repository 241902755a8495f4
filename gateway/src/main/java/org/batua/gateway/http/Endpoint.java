package org.batua.gateway.http;

/// What a route does.
@FunctionalInterface
public interface Endpoint {
  Answer handle(Request request);
}
