package org.batua.gateway.cli;

import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/// The last act of a process: what was logged is written, and nothing is logged after it.
public final class LogEnd {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private LogEnd() {}

  /// Writes what waits and closes the log; later lines are dropped without a word.
  public static void write() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      try {
        // an appender that waits for its reader must not keep the process from ending
        Thread.ofPlatform().daemon().name("log-end").start(context::stop).join(LIMIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
