package org.batua.gateway.webhook;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// When a failed delivery is attempted again: the vendor's 16 retries, spread over 24 hours, each
/// moved by up to a tenth so that what failed together does not come again together.
public final class RetrySchedule {
  /// Source: the vendor's public pages.
  static final List<Duration> PAUSES =
      Stream.of(
              List.of(Duration.ofSeconds(60)),
              Collections.nCopies(2, Duration.ofMinutes(5)),
              Collections.nCopies(5, Duration.ofMinutes(10)),
              Collections.nCopies(5, Duration.ofHours(1)),
              Collections.nCopies(3, Duration.ofHours(6)))
          .flatMap(List::stream)
          .toList();

  /// How much later a receiver may ask to be called again.
  static final Duration ASKED_MAX = Duration.ofHours(1);

  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  public RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /// How long to wait for the next retry; empty when there is none.
  ///
  /// @param retries those that were made
  /// @param asked by the receiver's `Retry-After`
  Optional<Duration> pauseAfter(int retries, Optional<Duration> asked) {
    if (retries >= PAUSES.size()) {
      return Optional.empty();
    }
    var usual = PAUSES.get(retries);
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    var moved = Duration.ofMillis((long) (usual.toMillis() * factor));
    return Optional.of(
        asked
            .map(wait -> wait.compareTo(ASKED_MAX) > 0 ? ASKED_MAX : wait)
            .filter(wait -> wait.compareTo(moved) > 0)
            .orElse(moved));
  }
}
