package org.batua.conformance.kit;

import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Waiting for a server that is not ours.
final class Pause {
  private static final int SHOWN_MAX = 300;

  private Pause() {}

  static void millis(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }

  static String shown(JsonNode node) {
    var text = node.toString();
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }
}
