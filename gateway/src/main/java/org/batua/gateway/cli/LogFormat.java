package org.batua.gateway.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the log's lines readable for people; as `logback.xml` says they are JSON.
final class LogFormat {
  private static final String READABLE =
      "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp{NONE} %mdc%n%ex";

  private LogFormat() {}

  /// From now on lines are for people. Where the log was set up by another file, nothing changes.
  static void readable() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("async")
            instanceof AppenderAttachable<?> async
        && async.getAppender("json") instanceof ConsoleAppender<?> console) {
      write(context, console);
    }
  }

  @SuppressWarnings("unchecked") // an appender of logback-classic takes logging events
  private static void write(LoggerContext context, ConsoleAppender<?> console) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(READABLE);
    encoder.start();
    console.stop();
    ((ConsoleAppender<ILoggingEvent>) console).setEncoder(encoder);
    console.start();
  }
}
