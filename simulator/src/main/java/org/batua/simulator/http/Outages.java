package org.batua.simulator.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.simulator.engine.Provider;

/// Which providers are down now, and stops their calls before anything reads them.
public final class Outages {
  private final Map<Provider, Mode> modes = new ConcurrentHashMap<>();

  /// How a provider is down.
  public enum Mode {
    UP,
    /// No connection is served: an own listener is closed, a shared one drops the connection.
    REFUSE,
    UNAVAILABLE
  }

  public void set(Provider provider, Mode mode) {
    modes.put(provider, mode);
  }

  public Mode mode(Provider provider) {
    return modes.getOrDefault(provider, Mode.UP);
  }

  /// Lets a call pass while its provider is up.
  public void filter(Provider provider, ServerRequest request, ServerResponse response) {
    switch (mode(provider)) {
      case UP -> response.next();
      case REFUSE -> throw new CloseConnectionException(provider + " is down");
      case UNAVAILABLE -> response.status(503).send();
    }
  }
}
