package org.batua.gateway.cli;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/// The last act of a process: what was logged is written, and nothing is logged after it.
public final class LogEnd {
  private LogEnd() {}

  /// Writes what waits and closes the log; later lines are dropped without a word.
  public static void write() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }
}
