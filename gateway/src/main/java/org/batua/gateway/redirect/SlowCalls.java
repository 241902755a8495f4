package org.batua.gateway.redirect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.jspecify.annotations.Nullable;
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

  /// @param answer how long a page waits for a provider before it shows what is known
  /// @param many that may go on in the background at a time
  public SlowCalls(Duration answer, int many) {
    this.permits = new Semaphore(many);
    // what is left of the time is for the page itself
    this.answer = answer.multipliedBy(3).dividedBy(4);
  }

  /// Learns what became of a call that a page did not wait for.
  public interface Late<T> {
    /// The page is about to be answered; comes before any of the others.
    void begun();

    void done(T result);

    void refused(Rejection rejection);

    /// A bug, which is logged.
    void broken();
  }

  /// The result of a call; empty when it takes longer than a page may.
  ///
  /// @throws Rejected as the call
  public <T> Optional<T> within(Supplier<T> call) {
    return within(call, new Unheard<>());
  }

  /// As [#within(Supplier)].
  ///
  /// @param late is run for a call that takes longer
  public <T> Optional<T> within(Supplier<T> call, Late<T> late) {
    if (!permits.tryAcquire()) {
      return Optional.of(call.get());
    }
    var running = CompletableFuture.supplyAsync(() -> logged(call), threads);
    try {
      return Optional.of(running.get(answer.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      goOn(running, late);
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      goOn(running, late);
      return Optional.empty();
    }
  }

  private static <T> void goOn(CompletableFuture<T> running, Late<T> late) {
    late.begun();
    // runs at once when the call has ended meanwhile
    var _ =
        running.handle(
            (result, failure) -> {
              tell(late, result, failure);
              return true;
            });
  }

  private static <T> void tell(Late<T> late, T result, @Nullable Throwable failure) {
    try {
      switch (failure) {
        case null -> late.done(result);
        case CompletionException e when e.getCause() instanceof Rejected rejected ->
            late.refused(rejected.rejection());
        case Throwable _ -> late.broken();
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("what became of a slow call was not recorded");
    }
  }

  private static final class Unheard<T> implements Late<T> {
    @Override
    public void begun() {}

    @Override
    public void done(T result) {}

    @Override
    public void refused(Rejection rejection) {}

    @Override
    public void broken() {}
  }

  private <T> T logged(Supplier<T> call) {
    try {
      return call.get();
    } catch (Rejected e) {
      LOG.atDebug()
          .addKeyValue("cause", e.rejection().getClass().getSimpleName())
          .log("a call from a page was refused");
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a bug: a call from a page failed");
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
