package org.batua.gateway.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.batua.gateway.log.LogMasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the log's lines readable for people; as `logback.xml` says they are JSON.
final class LogFormat {
  private static final String READABLE =
      "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp{NONE} %mdc%n%ex";
  private static final String OUTPUT = "System.out";
  private static final String ERRORS = "System.err";

  private LogFormat() {}

  /// From now on lines are for people. Where the log was set up by another file, nothing changes.
  static void readable() {
    write(OUTPUT);
  }

  /// As [#readable], and on standard error: the output of a command is what it was asked for.
  static void ofCommand() {
    write(ERRORS);
  }

  private static void write(String target) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("async")
            instanceof AppenderAttachable<?> async
        && async.getAppender("json") instanceof ConsoleAppender<?> console) {
      write(context, console, target);
    }
  }

  /// Lines for people hide what those for machines hide.
  private static final class MaskedLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
      return LogMasks.mask(super.doLayout(event));
    }
  }

  @SuppressWarnings("unchecked") // an appender of logback-classic takes logging events
  private static void write(LoggerContext context, ConsoleAppender<?> console, String target) {
    var layout = new MaskedLayout();
    layout.setContext(context);
    layout.setPattern(READABLE);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    console.stop();
    console.setTarget(target);
    ((ConsoleAppender<ILoggingEvent>) console).setEncoder(encoder);
    console.start();
  }
}
