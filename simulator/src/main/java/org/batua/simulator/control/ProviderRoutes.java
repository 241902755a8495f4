package org.batua.simulator.control;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Listener;
import org.batua.simulator.http.Outages;
import org.batua.simulator.http.Outages.Mode;

/// Takes providers down and up again: `/control/providers/{provider}/down|up`.
public final class ProviderRoutes implements HttpService {
  private final Outages outages;
  private final Map<Provider, Listener> listeners;

  /// `listeners` holds the providers that have a port of their own.
  public ProviderRoutes(Outages outages, Map<Provider, Listener> listeners) {
    this.outages = outages;
    this.listeners = Map.copyOf(listeners);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/{provider}", this::show);
    rules.post("/{provider}/down", this::down);
    rules.post("/{provider}/up", this::up);
  }

  private void show(ServerRequest request, ServerResponse response) {
    send(response, provider(request));
  }

  private void down(ServerRequest request, ServerResponse response) {
    Provider provider = provider(request);
    String word = Parameters.query(request, "mode").or(() -> bodyMode(request)).orElse("503");
    Mode mode =
        switch (word) {
          case "503" -> Mode.UNAVAILABLE;
          case "refuse" -> Mode.REFUSE;
          default -> throw Parameters.wrong("mode", word);
        };
    outages.set(provider, mode);
    Listener own = listeners.get(provider);
    if (own != null && mode == Mode.REFUSE) {
      own.close();
    }
    send(response, provider);
  }

  private void up(ServerRequest request, ServerResponse response) {
    Provider provider = provider(request);
    outages.set(provider, Mode.UP);
    Listener own = listeners.get(provider);
    if (own != null) {
      own.open();
    }
    send(response, provider);
  }

  private void send(ServerResponse response, Provider provider) {
    Json.send(response, Map.of("provider", provider.name(), "mode", outages.mode(provider).name()));
  }

  private static Optional<String> bodyMode(ServerRequest request) {
    return request.content().hasEntity()
        ? Optional.of(Json.read(request).path("mode").asString("503"))
        : Optional.empty();
  }

  private static Provider provider(ServerRequest request) {
    String name = request.path().pathParameters().get("provider");
    return Provider.named(name).orElseThrow(() -> Parameters.wrong("provider", name));
  }
}
