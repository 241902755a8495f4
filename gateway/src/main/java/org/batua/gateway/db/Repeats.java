package org.batua.gateway.db;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Tries again what the database undid, and counts how often.
final class Repeats {
  /// Shorter than a caller waits; a conflict is over at once, a lost connection replaced soon.
  private static final Duration UNDONE_MAX = Duration.ofSeconds(5);

  private static final int RECOGNISED_MAX = 5;

  private static final RetryPolicy<Object> INSIST =
      RetryPolicy.builder()
          .handle(Rejected.class)
          .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
          .withMaxAttempts(-1)
          .withMaxDuration(Duration.ofSeconds(15))
          .build();

  private final AtomicLong undone = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicLong notCommitted = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final RetryPolicy<Object> whileUndone =
      RetryPolicy.builder()
          .handleIf(thrown -> thrown instanceof StatementUndone it && !it.tookTooLong())
          .withBackoff(Duration.ofMillis(4), Duration.ofMillis(250))
          .withJitter(0.5)
          .withMaxAttempts(-1)
          .withMaxDuration(UNDONE_MAX)
          .onRetry(_ -> undone.incrementAndGet())
          .build();

  /// Tries again while the database undoes it.
  <T extends @Nullable Object> T whileUndone(Supplier<T> work) {
    try {
      return work.get();
    } catch (StatementUndone e) {
      if (e.tookTooLong()) {
        throw e;
      }
    }
    undone.incrementAndGet();
    return Failsafe.with(whileUndone).get(work::get);
  }

  /// Tries again while answers are lost and nothing is found stored. A try whose answer was lost
  /// may still be stored late: the result of a later one counts only when nothing is found then.
  <T> T recognised(Supplier<T> write, Supplier<Optional<T>> stored) {
    try {
      return write.get();
    } catch (AnswerLost e) {
      return insist(stored).orElseGet(() -> again(write, stored, 1));
    }
  }

  private <T> T again(Supplier<T> write, Supplier<Optional<T>> stored, int before) {
    undone.incrementAndGet();
    try {
      var result = write.get();
      return insist(stored).orElse(result);
    } catch (AnswerLost | JdbiException e) {
      boolean isLast = before == RECOGNISED_MAX || e instanceof JdbiException;
      return insist(stored)
          .orElseGet(
              () -> {
                if (isLast) {
                  throw e;
                }
                return again(write, stored, before + 1);
              });
    }
  }

  /// Tries again while the database is unavailable.
  <T> T insist(Supplier<T> work) {
    return Failsafe.with(INSIST).get(work::get);
  }

  /// Finds out whether a commit whose answer was lost is stored.
  ///
  /// @throws AnswerLost when the database does not say in time
  boolean isCommitted(Supplier<Boolean> question) {
    try {
      boolean is = insist(question);
      (is ? committed : notCommitted).incrementAndGet();
      return is;
    } catch (Rejected e) {
      unknown.incrementAndGet();
      throw Failures.answerLost();
    }
  }

  /// Shows them among the figures.
  void measure(MeterRegistry meters) {
    FunctionCounter.builder("batua.database.repeats", undone, AtomicLong::get).register(meters);
    lostCommits(meters, "committed", committed);
    lostCommits(meters, "not_committed", notCommitted);
    lostCommits(meters, "unknown", unknown);
  }

  private static void lostCommits(MeterRegistry meters, String found, AtomicLong count) {
    FunctionCounter.builder("batua.database.lost.commits", count, AtomicLong::get)
        .tag("found", found)
        .register(meters);
  }
}
