package org.batua.gateway.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The time that all server processes share: the database's. Ages and deadlines of money are
/// measured by it, also on a machine whose own clock is off.
public final class DatabaseClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration OFFSET_MAX = Duration.ofSeconds(2);

  private final InstantSource own;
  private final Supplier<Instant> database;
  private final AtomicBoolean off = new AtomicBoolean();
  private volatile Duration offset = Duration.ZERO;

  /// Not measured yet.
  ///
  /// @param own this machine's clock
  /// @param database asks the database for its time
  public DatabaseClock(InstantSource own, Supplier<Instant> database) {
    this.own = own;
    this.database = database;
  }

  /// Compares the two clocks; says so when they have come apart, or together again. Their time was
  /// read at some moment between question and answer, so that a slow answer, or a process that was
  /// paused meanwhile, only bounds the offset: what was known stays as far as it agrees.
  public void measure() {
    var before = own.instant();
    var theirs = database.get();
    var after = own.instant();
    if (after.isBefore(before)) {
      // set back meanwhile: the next measurement tells
      return;
    }
    var least = Duration.between(after, theirs);
    var most = Duration.between(before, theirs);
    var known = offset;
    if (known.compareTo(least) < 0) {
      offset = least;
    } else if (known.compareTo(most) > 0) {
      offset = most;
    }
    boolean isOff = offset.abs().compareTo(OFFSET_MAX) > 0;
    if (off.getAndSet(isOff) != isOff) {
      LOG.atLevel(isOff ? Level.ERROR : Level.INFO)
          .addKeyValue("offset_ms", offset.toMillis())
          .log(
              isOff
                  ? "this machine's clock differs from the database's by more than 2 s:"
                      + " this process neither resolves transactions nor sends webhooks"
                  : "this machine's clock agrees with the database's again");
    }
  }

  /// How far this machine's clock is behind the database's.
  public Duration offset() {
    return offset;
  }

  /// Whether this machine's clock is so far off that it should be set right first.
  public boolean isOff() {
    return off.get();
  }

  @Override
  public Instant instant() {
    return own.instant().plus(offset);
  }
}
