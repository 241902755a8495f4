package org.batua.gateway.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The share of a job that this process takes beside all others, again and again. The scheduler's
/// own run of the job does what is left, so that a share that fails loses nothing.
final class SharedWork {
  private static final Logger LOG = LoggerFactory.getLogger(SharedWork.class);

  private final String job;
  private final Duration pause;
  private final Runnable share;
  private final ScheduledExecutorService runs =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("shared-work").factory());

  // of the runs
  private boolean fails;

  SharedWork(String job, Duration pause, Runnable share) {
    this.job = job;
    this.pause = pause;
    this.share = share;
  }

  void start() {
    var _ =
        runs.scheduleWithFixedDelay(
            this::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      share.run();
      fails = false;
    } catch (Rejected databaseAway) {
      // the scheduler says so
    } catch (RuntimeException e) {
      if (!fails) {
        fails = true;
        LOG.atError()
            .addKeyValue("job", job)
            .setCause(e)
            .log("a share of a job failed; logged once until it recovers");
      }
    }
  }

  /// Begins no run any more; one that is under way goes on.
  void stop() {
    runs.shutdown();
  }

  /// Cuts off a run that takes longer.
  void awaitEnd(Duration longest) {
    try {
      if (!runs.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        runs.shutdownNow();
      }
    } catch (InterruptedException e) {
      runs.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
