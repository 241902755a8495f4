package org.batua.gateway.job;

import java.time.Duration;
import java.util.List;

/// When to ask a provider again about a movement whose outcome is open.
public final class CheckSchedule {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(45),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24));

  private CheckSchedule() {}

  /// The wait after a number of checks; daily in the end.
  public static Duration delayAfter(int checks) {
    return DELAYS.get(Math.min(checks, DELAYS.size() - 1));
  }
}
