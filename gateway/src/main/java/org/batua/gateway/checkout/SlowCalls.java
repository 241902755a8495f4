package org.batua.gateway.checkout;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to providers that a page waits for briefly: what takes longer goes on in the background,
/// and a later page shows what came of it. When too many are under way, a page waits for the whole
/// call.
public final class SlowCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlowCalls.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits;
  private final Duration answer;

  public SlowCalls(CheckoutLimits limits) {
    this.permits = new Semaphore(limits.slowCalls());
    this.answer = limits.answer();
  }

  /// The result of a call; empty when it takes longer than a page may.
  ///
  /// @throws Rejected as the call
  <T> Optional<T> within(Supplier<T> call) {
    if (!permits.tryAcquire()) {
      return Optional.of(call.get());
    }
    var running = threads.submit(() -> logged(call));
    try {
      return Optional.of(running.get(answer.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> T logged(Supplier<T> call) {
    try {
      return call.get();
    } catch (Rejected e) {
      LOG.atDebug()
          .addKeyValue("cause", e.rejection().getClass().getSimpleName())
          .log("a call from a page of the checkout was refused");
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a bug: a call from a page of the checkout failed");
      throw e;
    } finally {
      permits.release();
    }
  }

  /// Waits for the calls that are under way.
  @Override
  public void close() {
    threads.close();
  }
}
