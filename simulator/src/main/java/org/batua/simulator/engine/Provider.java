package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Optional;

/// A wallet provider that has a front here.
public enum Provider {
  MOBIKWIK;

  public static Optional<Provider> named(String name) {
    return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }
}
