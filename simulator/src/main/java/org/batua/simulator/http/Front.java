package org.batua.simulator.http;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import org.batua.simulator.engine.Provider;

/// A provider's own wire, under a path of its own.
///
/// @param service everything that the provider serves, its hosted pages included
public record Front(Provider provider, HttpService service) {
  /// Serves it while the provider is up.
  public void mount(HttpRouting.Builder routing, Outages outages) {
    String path = "/" + provider.word();
    routing.any(path + "/*", (request, response) -> outages.filter(provider, request, response));
    routing.register(path, service);
  }
}
