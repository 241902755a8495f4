package org.batua.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Lets workers call at the same time, each on a thread of its own, and measures.
final class Driver {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int DIGITS = 3;
  private static final long SPIN_NANOS = 60_000;

  private Driver() {}

  /// What came of it.
  ///
  /// @param nanos how long each call took
  /// @param failures calls with another answer than the expected one
  /// @param firstFailure empty when there was none
  record Measured(Histogram nanos, long failures, String firstFailure, double seconds) {
    double perSecond() {
      return nanos.getTotalCount() / seconds;
    }

    double millis(double percentile) {
      return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double maxMillis() {
      return nanos.getMaxValue() / 1e6;
    }
  }

  /// Closed loop: each worker calls again as soon as it has its answer.
  static Measured closed(List<? extends Worker> workers, Duration time) {
    return new Run(time, 0).over(workers);
  }

  /// Open loop: calls come at a rate, whether earlier ones are answered or not. A call that had to
  /// wait for a free worker is measured from when it was due, so that a stall shows in all the
  /// calls that it held up.
  static Measured open(List<? extends Worker> workers, double perSecond, Duration time) {
    return new Run(time, perSecond).over(workers);
  }

  /// One measurement.
  private static final class Run {
    private final Duration time;
    private final double perSecond;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong tickets = new AtomicLong();
    private final CountDownLatch go = new CountDownLatch(1);
    private long startNanos;
    private long endNanos;

    Run(Duration time, double perSecond) {
      this.time = time;
      this.perSecond = perSecond;
    }

    Measured over(List<? extends Worker> workers) {
      List<Thread> threads = new ArrayList<>();
      List<Histogram> histograms = new ArrayList<>();
      for (var worker : workers) {
        var histogram = new Histogram(LONGEST_NANOS, DIGITS);
        histograms.add(histogram);
        threads.add(Thread.ofPlatform().start(() -> work(worker, histogram)));
      }
      startNanos = System.nanoTime();
      endNanos = startNanos + time.toNanos();
      go.countDown();
      var all = new Histogram(LONGEST_NANOS, DIGITS);
      try {
        for (int i = 0; i < threads.size(); i++) {
          threads.get(i).join();
          all.add(histograms.get(i));
        }
      } catch (InterruptedException e) {
        isOver.set(true);
        Thread.currentThread().interrupt();
        throw new IllegalStateException("cancelled", e);
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      var failure = firstFailure.get();
      return new Measured(all, failures.get(), failure == null ? "" : failure, seconds);
    }

    private void work(Worker worker, Histogram histogram) {
      try {
        go.await();
        while (!isOver.get()) {
          long due = perSecond == 0 ? System.nanoTime() : nextDue();
          if (due >= endNanos) {
            return;
          }
          call(worker, histogram, due);
        }
      } catch (Worker.Exhausted e) {
        isOver.set(true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void call(Worker worker, Histogram histogram, long due)
        throws Worker.Exhausted, InterruptedException {
      try {
        worker.once();
        histogram.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
      } catch (Worker.Exhausted | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        failures.incrementAndGet();
        firstFailure.compareAndSet(null, e.toString());
      }
    }

    private long nextDue() {
      long due = startNanos + (long) (tickets.getAndIncrement() * 1e9 / perSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        if (left > SPIN_NANOS) {
          LockSupport.parkNanos(left - SPIN_NANOS / 2);
        } else {
          Thread.onSpinWait();
        }
      }
      return due;
    }
  }
}
