package org.batua.gateway.db;

import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// The database undid a statement for the sake of another one, or of time: cancelled, a lock that
/// was waited for too long, a deadlock, a conflict. Nothing of it is stored; it may be tried again.
public final class StatementUndone extends Rejected {
  private static final long serialVersionUID = 1;

  StatementUndone(Duration retryAfter) {
    super(new Rejection.Unavailable(retryAfter));
  }
}
