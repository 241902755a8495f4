package org.batua.gateway.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the other server processes that this one is alive, so that they can take over what a dead
/// one was doing. Measured by the database's clock, which all of them share.
public final class ServerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(8);

  private final Database database;
  private final String id;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("server-process").factory());

  public ServerProcess(Database database, String id) {
    this.database = database;
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
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("this process could not say it is alive");
    }
  }

  private void beat() {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    with gone as (delete from server_process
                      where alive_until < now() - interval '1 day')
                    insert into server_process (id, alive_until)
                    values (:id, now() + :lease * interval '1 millisecond')
                    on conflict (id) do update set alive_until = excluded.alive_until
                    """)
                .bind("id", id)
                .bind("lease", LEASE.toMillis())
                .execute());
  }

  /// Stops telling; what this process leaves behind may be taken over at once.
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      database.execute(handle -> handle.execute("delete from server_process where id = ?", id));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("this process could not sign off");
    }
  }
}
