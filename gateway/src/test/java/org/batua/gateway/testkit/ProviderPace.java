package org.batua.gateway.testkit;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.simulator.http.Latency;

/// How long a slow provider takes: no time at all, until a test makes its slow answers wait for
/// something.
public final class ProviderPace implements Latency {
  static final Duration SLOW = Duration.ofMillis(20);
  static final Duration HANG = Duration.ofMillis(21);
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicReference<Runnable> hold = new AtomicReference<>(() -> {});

  /// From now on a slow answer comes only when so many of them wait at the same time.
  public void answerOnlyTogether(int calls) {
    var barrier = new CyclicBarrier(calls);
    hold.set(
        () -> {
          try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("calls did not come together", e);
          }
        });
  }

  /// From now on a slow answer waits until `release` has run.
  public void answerAfter(Runnable release) {
    hold.set(release);
  }

  /// From now on a slow answer waits until the latch is open.
  public void answerAfter(CountDownLatch released) {
    hold.set(() -> await(released));
  }

  private static void await(CountDownLatch released) {
    try {
      if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the answer was never released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void answerAtOnce() {
    hold.set(() -> {});
  }

  @Override
  public void pass(Duration time) {
    if (time.equals(SLOW) || time.equals(HANG)) {
      hold.get().run();
    } else {
      Latency.real().pass(time);
    }
  }
}
