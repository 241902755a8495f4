package org.batua.gateway.connector.transport;

import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/// The timeout that always comes first in the one queue of timeouts that OkHttp has. The queue
/// wakes its thread for each timeout that becomes the first, which nearly every call's did, and
/// calls then wait for the lock that the thread holds.
final class FirstTimeout extends AsyncTimeout {
  private static final long EVERY_MILLIS = 250;

  /// One for all of the process.
  private static final FirstTimeout ONLY = new FirstTimeout();

  private boolean isKept;

  /// From now on it is there.
  static void keep() {
    ONLY.begin();
  }

  private synchronized void begin() {
    if (!isKept) {
      isKept = true;
      timeout(EVERY_MILLIS, TimeUnit.MILLISECONDS);
      enter();
    }
  }

  @Override
  protected void timedOut() {
    exit();
    enter();
  }
}
