package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A wallet provider.
public enum Provider {
  MOBIKWIK,
  PAYTM,
  PHONEPE,
  GOPAY,
  AMAZONPAY,
  FREECHARGE;

  /// The first part of its paths, and its name in the control API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Provider> named(String name) {
    return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }
}
