package org.batua.gateway.provider;

import java.time.Instant;

/// Trouble with a provider, as the calls to it show it.
public record Trouble(Stage stage, Instant since) {
  /// How bad it is.
  public enum Stage {
    /// Some calls fail.
    FLUCTUATE,
    /// Nearly all calls fail.
    DOWN
  }
}
