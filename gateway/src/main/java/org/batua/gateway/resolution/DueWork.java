package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on everything of one kind that is due, some at once.
public final class DueWork<T> {
  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  private final Due<T> due;
  private final Work<T> work;
  private final Duration workTime;
  private final int atOnce;
  private final InstantSource clock;
  private final ReentrantLock alone = new ReentrantLock();

  /// Where what is due comes from.
  @FunctionalInterface
  public interface Due<T> {
    /// Claims some that are due; no other process gets them before `leaseUntil`.
    List<T> claim(Instant now, Instant leaseUntil, int limit);
  }

  /// What is done with each of them.
  @FunctionalInterface
  public interface Work<T> {
    void on(T one);
  }

  /// @param workTime how long the work on one of them may take
  /// @param atOnce how many are claimed and worked on at the same time
  public DueWork(Due<T> due, Work<T> work, Duration workTime, int atOnce, InstantSource clock) {
    this.due = due;
    this.work = work;
    this.workTime = workTime;
    this.atOnce = atOnce;
    this.clock = clock;
  }

  /// When it returns, nothing that was due is still under way in this process.
  public void run() {
    alone.lock();
    try {
      workOnAll();
    } finally {
      alone.unlock();
    }
  }

  /// Takes this process's share of what is due: what no other process has taken. Does nothing while
  /// this process works on it already.
  public void share() {
    if (alone.tryLock()) {
      try {
        workOnAll();
      } finally {
        alone.unlock();
      }
    }
  }

  private void workOnAll() {
    List<T> claimed;
    do {
      var now = clock.instant();
      claimed = due.claim(now, now.plus(workTime).plus(LEASE_MARGIN), atOnce);
      workOn(claimed);
    } while (claimed.size() == atOnce);
  }

  private void workOn(List<T> claimed) {
    var calls =
        claimed.stream()
            .<Callable<Boolean>>map(
                one ->
                    () -> {
                      work.on(one);
                      return true;
                    })
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(calls)) {
        if (done.state() == Future.State.FAILED) {
          LOG.atError()
              .setCause(done.exceptionNow())
              .log("a due transaction could not be resolved; the next run tries again");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
