package org.batua.gateway.connector;

import java.net.URI;
import org.batua.gateway.base.Secret;

/// Where a customer's browser comes back after consenting at the provider.
///
/// @param address the same for every linking, as providers want it that have to know it in advance
/// @param state unguessable; tells the linkings apart, as the parameter `state` or in the path
public record LinkCallback(URI address, Secret state) {
  /// An address of this linking's own.
  public URI own() {
    return URI.create(address + "/" + state.reveal());
  }
}
