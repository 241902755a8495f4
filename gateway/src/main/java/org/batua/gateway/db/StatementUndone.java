package org.batua.gateway.db;

import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Nothing of a statement or a transaction is stored: the database undid it for the sake of another
/// one, or of time (cancelled, a lock that was waited for too long, a deadlock, a conflict), or the
/// connection broke before its commit. It may be tried again.
public final class StatementUndone extends Rejected {
  private static final long serialVersionUID = 1;

  private final boolean tookTooLong;

  StatementUndone(Duration retryAfter, boolean tookTooLong) {
    super(new Rejection.Unavailable(retryAfter));
    this.tookTooLong = tookTooLong;
  }

  /// Whether it would take as long again.
  boolean tookTooLong() {
    return tookTooLong;
  }
}
