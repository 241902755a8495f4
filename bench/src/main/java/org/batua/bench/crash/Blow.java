package org.batua.bench.crash;

import java.util.SplittableRandom;

/// What befalls the world while the load runs, besides that processes are killed.
enum Blow {
  /// A gateway stands still, and goes on with what it held when others have taken over.
  PAUSE_GATEWAY(new PausedGateway()),
  /// PostgreSQL's sessions stand still, some with locks.
  PAUSE_SESSIONS(new PausedSessions()),
  /// An administrator cancels statements and ends sessions.
  END_SESSIONS(new EndedSessions()),
  /// Somebody holds rows locked.
  HOLD_LOCKS(new HeldLocks()),
  /// The database's disk is full.
  FILL_DISK(new FullDisk());

  private final Striking how;

  Blow(Striking how) {
    this.how = how;
  }

  /// How one kind of blow strikes. When it returns, its cause is over; its effects may last.
  interface Striking {
    /// @return what was done, for the cycle's line
    String strike(World world, SplittableRandom random);
  }

  String strike(World world, SplittableRandom random) {
    return how.strike(world, random);
  }
}
