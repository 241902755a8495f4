package org.batua.simulator.engine;

import com.google.errorprone.annotations.Immutable;

/// A one-time password as a customer typed it.
@Immutable
public record Otp(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
