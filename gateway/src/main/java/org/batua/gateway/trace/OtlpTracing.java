package org.batua.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.log.TraceContext;

/// Spans to a collector of OpenTelemetry, by OTLP over HTTP. What the collector does not take is
/// dropped: no payment waits for a trace.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
public final class OtlpTracing implements Tracing {
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final int CLOSE_SECONDS = 2;
  private static final int QUEUE_MAX = 8192;
  private static final double PERCENT = 100;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /// @param collector its address, below which `/v1/traces` takes spans
  /// @param samplePercent of the traces that begin here; those of callers are kept as they say
  public OtlpTracing(URI collector, int samplePercent, String version) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector + "/v1/traces")
            .setTimeout(SEND_TIMEOUT)
            .setCompression("gzip")
            .build();
    var what =
        Attributes.of(
            AttributeKey.stringKey("service.name"),
            "batua",
            AttributeKey.stringKey("service.version"),
            version);
    this.provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(what))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(samplePercent / PERCENT)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(new ReportingExporter(exporter))
                    .setScheduleDelay(SEND_EVERY)
                    .setMaxQueueSize(QUEUE_MAX)
                    .build())
            .build();
    this.tracer = provider.get("org.batua.gateway");
  }

  @Override
  public Span begin(Kind kind, String name, Optional<TraceContext> parent) {
    var span =
        tracer
            .spanBuilder(name)
            .setSpanKind(
                switch (kind) {
                  case SERVER -> SpanKind.SERVER;
                  case CLIENT -> SpanKind.CLIENT;
                })
            .setParent(parent.map(OtlpTracing::remote).orElseGet(Context::root))
            .startSpan();
    return new Kept(span);
  }

  private static Context remote(TraceContext parent) {
    var flags = parent.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
    return Context.root()
        .with(
            io.opentelemetry.api.trace.Span.wrap(
                SpanContext.createFromRemoteParent(
                    parent.traceId(), parent.spanId(), flags, TraceState.getDefault())));
  }

  @Override
  public void close() {
    var _ = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private record Kept(io.opentelemetry.api.trace.Span span) implements Span {
    @Override
    public TraceContext context() {
      var context = span.getSpanContext();
      return new TraceContext(context.getTraceId(), context.getSpanId(), context.isSampled());
    }

    @Override
    public void set(String key, String value) {
      if (!value.isEmpty()) {
        var _ = span.setAttribute(key, value);
      }
    }

    @Override
    public void set(String key, long value) {
      var _ = span.setAttribute(key, value);
    }

    @Override
    public void fail() {
      var _ = span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void end() {
      span.end();
    }
  }
}
