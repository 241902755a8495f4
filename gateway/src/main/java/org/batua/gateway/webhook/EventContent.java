package org.batua.gateway.webhook;

import java.util.Optional;
import org.batua.gateway.http.ApiVersion;
import tools.jackson.databind.node.ObjectNode;

/// Reads the `content` of an event's body, as it is now.
public interface EventContent {
  /// Empty when what the event is about is gone.
  Optional<ObjectNode> read(Event event, ApiVersion version);
}
