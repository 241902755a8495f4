package org.batua.gateway.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Rows of one kind that are deleted when they are old enough: a part at a time, each in a
/// transaction of its own, so that no lock is held for long.
public final class OldRows {
  private static final int PART = 5000;

  private final Duration kept;
  private final Part part;
  private final InstantSource clock;
  private final Counter deleted;

  /// Deletes at most so many that are older.
  @FunctionalInterface
  public interface Part {
    /// Deletes rows from before an instant.
    ///
    /// @return how many it deleted
    int delete(Instant before, int limit);
  }

  /// @param kind their name among the figures
  public OldRows(String kind, Duration kept, Part part, InstantSource clock, MeterRegistry meters) {
    this.kept = kept;
    this.part = part;
    this.clock = clock;
    this.deleted = meters.counter("batua.retention.deleted", "kind", kind);
  }

  /// Deletes all that are old enough now.
  public void delete() {
    var before = clock.instant().minus(kept);
    int gone;
    do {
      gone = part.delete(before, PART);
      deleted.increment(gone);
    } while (gone == PART);
  }
}
