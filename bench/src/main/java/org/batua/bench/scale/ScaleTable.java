package org.batua.bench.scale;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The model's answers as the table of docs/scale.md.
public final class ScaleTable {
  private static final List<Integer> RATES = List.of(1_000, 10_000, 100_000);
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private ScaleTable() {}

  /// One line for each rate.
  public static List<String> lines(ScaleModel model) {
    return RATES.stream().map(rate -> line(model, rate)).toList();
  }

  private static String line(ScaleModel model, int rate) {
    var full =
        model.loads(rate).stream()
            .map(
                it -> String.format(Locale.ROOT, "%s %.0f %%", it.part().words(), it.share() * 100))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "| %,d | %d | %.1f | %.0f | %,.0f | %.1f | %s |",
        rate,
        model.servers(rate),
        model.postgresCores(rate),
        model.logBytes(rate) / MEGA,
        model.storedBytesPerDay(rate) / GIGA,
        model.hoursBetweenFreezes(rate),
        full);
  }
}
