package org.batua.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How long writes were interrupted by what befell the cluster.
final class Interruptions {
  /// Writes are taken again within this, at the 95th percentile.
  static final Duration MAX = Duration.ofSeconds(15);

  private static final List<Integer> BOUNDS_SECONDS = List.of(1, 2, 5, 10, 15, 20, 30);
  private static final int PERCENT = 95;

  private final Map<String, List<Duration>> byKind = new TreeMap<>();

  void add(String kind, Duration interruption) {
    byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(interruption);
  }

  int count() {
    return all().size();
  }

  /// Of those that took any time, by the nearest rank; zero of nothing.
  Duration p95() {
    return percentile(noticed(), PERCENT);
  }

  private List<Duration> noticed() {
    return all().stream().filter(it -> !it.isZero()).toList();
  }

  private List<Duration> all() {
    return byKind.values().stream().flatMap(List::stream).toList();
  }

  static Duration percentile(List<Duration> durations, int percent) {
    if (durations.isEmpty()) {
      return Duration.ZERO;
    }
    var sorted = durations.stream().sorted().toList();
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  /// A line for each kind, one for all, and one for those that took any time.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    var head = new StringBuilder(String.format(Locale.ROOT, "%-28s %5s", "seconds", "count"));
    BOUNDS_SECONDS.forEach(it -> head.append(String.format(Locale.ROOT, " %5s", "<" + it)));
    lines.add(head + "  more  median    p95    max");
    byKind.forEach((kind, durations) -> lines.add(line(kind, durations)));
    lines.add(line("all", all()));
    lines.add(line("all but those of 0 s", noticed()));
    return lines;
  }

  private static String line(String kind, List<Duration> durations) {
    var line = new StringBuilder(String.format(Locale.ROOT, "%-28s %5d", kind, durations.size()));
    long below = 0;
    for (int bound : BOUNDS_SECONDS) {
      long now = durations.stream().filter(it -> it.toMillis() < bound * 1000L).count();
      line.append(String.format(Locale.ROOT, " %5d", now - below));
      below = now;
    }
    line.append(
        String.format(
            Locale.ROOT,
            " %5d  %6.1f %6.1f %6.1f",
            durations.size() - below,
            seconds(percentile(durations, 50)),
            seconds(percentile(durations, PERCENT)),
            seconds(percentile(durations, 100))));
    return line.toString();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
