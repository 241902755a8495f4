package org.batua.gateway.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once when a collector takes no spans, and once when it takes them again. The library itself
/// would log a stack trace each time, past our log.
final class ReportingExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(ReportingExporter.class);

  /// Kept, since the JDK forgets the level of a logger that nobody holds.
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SpanExporter exporter;
  private final AtomicBoolean isRefused = new AtomicBoolean();

  ReportingExporter(SpanExporter exporter) {
    this.exporter = exporter;
    LIBRARY.setLevel(Level.OFF);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    var result = exporter.export(spans);
    return result.whenComplete(() -> report(result));
  }

  private void report(CompletableResultCode result) {
    if (isRefused.compareAndSet(result.isSuccess(), !result.isSuccess())) {
      if (result.isSuccess()) {
        LOG.atInfo().log("the collector takes traces again");
      } else {
        var cause = result.getFailureThrowable();
        LOG.atWarn()
            .addKeyValue("cause", cause == null ? "" : cause.getClass().getSimpleName())
            .log("the collector takes no traces: they are dropped until it does");
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
