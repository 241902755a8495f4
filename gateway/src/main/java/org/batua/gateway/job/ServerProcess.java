package org.batua.gateway.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the other server processes that this one is alive, so that they can take over what a dead
/// one was doing. Measured by the database's clock, which all of them share.
public final class ServerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(8);

  private final ServerProcessStore store;
  private final String id;
  private final AtomicBoolean silent = new AtomicBoolean();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("server-process").factory());

  public ServerProcess(ServerProcessStore store, String id) {
    this.store = store;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /// Begins to tell; the first time before this returns.
  public void start() {
    beat();
    var _ =
        beats.scheduleWithFixedDelay(
            this::beatOrLog, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beatOrLog() {
    try {
      beat();
      if (silent.getAndSet(false)) {
        LOG.atInfo().log("this process says again that it is alive");
      }
    } catch (RuntimeException e) {
      if (!silent.getAndSet(true)) {
        LOG.atWarn()
            .addKeyValue("cause", e.toString())
            .log("this process cannot say that it is alive; said once");
      }
    }
  }

  private void beat() {
    store.alive(id, LEASE);
  }

  /// Stops telling; what this process leaves behind may be taken over at once.
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      store.gone(id);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("this process could not sign off");
    }
  }
}
