package org.batua.gateway.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.batua.gateway.db.DatabaseClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The heartbeat of this server process: while its lease lasts, no other process takes over the
/// sends that it began. Leases are measured by the database's clock, which all processes share.
public final class ServerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(8);

  private final ServerProcessStore store;
  private final DatabaseClock clock;
  private final String id;
  private final Supplier<List<String>> keys;
  private final AtomicBoolean silent = new AtomicBoolean();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("server-process").factory());

  /// @param clock compared with the database's at each beat
  /// @param keys of its key ring, the one that seals first; other servers must not be ahead of it
  public ServerProcess(
      ServerProcessStore store, DatabaseClock clock, String id, Supplier<List<String>> keys) {
    this.store = store;
    this.clock = clock;
    this.id = id;
    this.keys = keys;
  }

  public String id() {
    return id;
  }

  /// Starts the heartbeat; the first one is stored before this returns.
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
        LOG.atInfo().addKeyValue("process", id).log("heartbeat recovered");
      }
    } catch (RuntimeException e) {
      if (!silent.getAndSet(true)) {
        LOG.atWarn()
            .addKeyValue("process", id)
            .addKeyValue("cause", e.toString())
            .log("heartbeat failed; logged once until it recovers");
      }
    }
  }

  private void beat() {
    store.alive(id, LEASE, String.join(" ", keys.get()));
    clock.measure();
  }

  /// Ends the lease, so that other processes may take over at once.
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      store.gone(id);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("process", id)
          .addKeyValue("cause", e.toString())
          .log("lease not released; others take over when it ends");
    }
  }
}
