package org.batua.gateway.testkit;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.testkit.StatementProxy.Fate;

/// An address in front of a PostgreSQL where connections break: at one statement in twenty, half of
/// them before it is sent, half after it was carried out and committed.
public final class UnreliableProxy implements AutoCloseable {
  private static final int ONE_IN = 20;

  private final StatementProxy proxy;
  private final DatabaseUrl behind;
  private final String target;
  private final Random random;
  private final AtomicLong broken = new AtomicLong();
  private volatile boolean breaks;

  /// Reliable until it is told otherwise.
  public UnreliableProxy(DatabaseUrl behind, long seed) {
    this.behind = behind;
    this.target = behind.jdbc().replaceAll("^.*?:([0-9]+)/.*$", "$1");
    this.random = new Random(seed);
    this.proxy = new StatementProxy(Integer.parseInt(target), () -> _ -> next());
  }

  /// The database by this address, for servers; migrations go past it.
  public DatabaseUrl url() {
    var here = ":" + proxy.port() + "/";
    return DatabaseUrl.parse(behind.jdbc().replace(":" + target + "/", here))
        .migratedBy(DatabaseUrl.parse(behind.migrationJdbc()));
  }

  /// Whether connections break from now on.
  public void setBreaking(boolean now) {
    breaks = now;
  }

  /// How many it broke.
  public long broken() {
    return broken.get();
  }

  @Override
  public void close() {
    proxy.close();
  }

  private Fate next() {
    if (!breaks) {
      return Fate.CARRIED_OUT;
    }
    synchronized (random) {
      if (random.nextInt(ONE_IN) > 0) {
        return Fate.CARRIED_OUT;
      }
      broken.incrementAndGet();
      return random.nextBoolean() ? Fate.NOT_SENT : Fate.ANSWER_LOST;
    }
  }
}
