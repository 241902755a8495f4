package org.batua.bench.load;

import java.util.List;

/// The middle of several measurements.
final class Medians {
  private Medians() {}

  /// @param values at least one; of an even number the higher of the two in the middle
  static double of(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
