package org.batua.gateway.db;

import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// The connection broke while a statement was under way: it may have been committed. Who is not
/// told otherwise may come again.
public final class AnswerLost extends Rejected {
  private static final long serialVersionUID = 1;

  AnswerLost(Duration retryAfter) {
    super(new Rejection.Unavailable(retryAfter));
  }
}
