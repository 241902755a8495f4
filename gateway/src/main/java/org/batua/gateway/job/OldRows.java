package org.batua.gateway.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.batua.gateway.db.Parts;

/// Rows of one kind that are deleted when they are old enough, in [Parts].
public final class OldRows {
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
    deleted.increment((double) Parts.delete(limit -> part.delete(before, limit)));
  }
}
