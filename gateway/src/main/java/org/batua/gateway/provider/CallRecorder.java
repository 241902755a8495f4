package org.batua.gateway.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps calls for the story of a payment. They are written in batches, some moments later, on a
/// thread of their own; what cannot be written in time is dropped and counted, so that a payment
/// never waits for its record.
public final class CallRecorder implements ProviderCallLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
  private static final int WAITING_MAX = 10_000;
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final CallStore store;
  private final Duration kept;
  private final InstantSource clock;
  private final Counter dropped;
  private final Counter deleted;
  private final BlockingQueue<ProviderCall> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Semaphore stop = new Semaphore(0);
  private final Thread thread;
  private boolean isTroubled;

  /// @param kept how long a call is kept; zero records none
  public CallRecorder(CallStore store, Duration kept, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.kept = kept;
    this.clock = clock;
    this.dropped = meters.counter("batua.provider.calls.dropped");
    this.deleted = meters.counter("batua.retention.deleted", "kind", "provider_calls");
    this.thread = Thread.ofVirtual().name("provider-calls").unstarted(this::run);
  }

  @Override
  public void record(ProviderCall call) {
    if (kept.isZero() || call.operation() == Operation.PARSE_NOTIFICATION) {
      return;
    }
    if (!waiting.offer(call)) {
      dropped.increment();
    }
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stop.tryAcquire(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes what waits, until a batch cannot be written: each more would wait for the database.
  public synchronized void flush() {
    List<ProviderCall> some = new ArrayList<>(BATCH);
    while (waiting.drainTo(some, BATCH) > 0 && write(some)) {
      some.clear();
    }
  }

  /// @return whether it was written; it is dropped otherwise
  private boolean write(List<ProviderCall> calls) {
    try {
      store.add(calls);
      isTroubled = false;
      return true;
    } catch (RuntimeException e) {
      dropped.increment(calls.size());
      if (!isTroubled) {
        isTroubled = true;
        LOG.atWarn().setCause(e).log("calls to providers cannot be recorded; logged once");
      }
      return false;
    }
  }

  /// Forgets calls that are too old.
  public void forgetOld() {
    deleted.increment((double) store.forgetBefore(clock.instant().minus(kept)));
  }

  @Override
  public void close() {
    stop.release();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(CLOSE_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
    dropped.increment(waiting.size());
  }
}
