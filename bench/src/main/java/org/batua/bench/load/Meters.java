package org.batua.bench.load;

import java.io.IOException;
import java.util.function.Supplier;

/// The gateway's own meters.
///
/// @param lines connections to it
record Meters(Supplier<Line> lines) {
  /// The sum of all meters whose names begin like this; 0 when there is none.
  double sum(String name) throws IOException {
    try (var line = lines.get()) {
      return line.get("/metrics")
          .lines()
          .filter(it -> it.startsWith(name))
          .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /// How often providers were called and how long they took.
  ProviderTime providerTime() throws IOException {
    return new ProviderTime(
        sum("batua_provider_call_seconds_sum"), sum("batua_provider_call_seconds_count"));
  }

  /// A reading; two make a mean.
  record ProviderTime(double seconds, double calls) {
    /// The mean since an earlier reading, in milliseconds; 0 without calls.
    double meanMillisSince(ProviderTime before) {
      return calls == before.calls ? 0 : (seconds - before.seconds) / (calls - before.calls) * 1000;
    }
  }
}
