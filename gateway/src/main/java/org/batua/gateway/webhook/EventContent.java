package org.batua.gateway.webhook;

import java.util.Optional;
import org.batua.gateway.http.ApiVersion;
import tools.jackson.databind.node.ObjectNode;

/// Tells what stands under `content` in the body of an event, as it is now.
public interface EventContent {
  /// Empty when what the event is about is gone.
  Optional<ObjectNode> read(Event event, ApiVersion version);
}
