package org.batua.bench.crash;

import java.util.SplittableRandom;

/// What befalls the world while the load runs, besides that processes are killed.
enum Blow {
  /// A gateway stands still, and goes on with what it held when others have taken over.
  PAUSE_GATEWAY,
  /// PostgreSQL's sessions stand still, some with locks.
  PAUSE_SESSIONS,
  /// An administrator cancels statements and ends sessions.
  END_SESSIONS,
  /// Somebody holds rows locked.
  HOLD_LOCKS,
  /// The database's disk is full.
  FILL_DISK;

  /// How one kind of blow strikes.
  interface Striking {
    /// When it returns, its cause is over; its effects may last.
    ///
    /// @return what was done, for the cycle's line
    String strike(World world, SplittableRandom random);
  }

  String strike(World world, SplittableRandom random) {
    return how().strike(world, random);
  }

  private Striking how() {
    return switch (this) {
      case PAUSE_GATEWAY -> new PausedGateway();
      case PAUSE_SESSIONS -> new PausedSessions();
      case END_SESSIONS -> new EndedSessions();
      case HOLD_LOCKS -> new HeldLocks();
      case FILL_DISK -> new FullDisk();
    };
  }
}
