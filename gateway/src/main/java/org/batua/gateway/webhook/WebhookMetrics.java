package org.batua.gateway.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The figures of webhooks.
public final class WebhookMetrics {
  private final MeterRegistry meters;
  private final AtomicReference<Waiting> waiting =
      new AtomicReference<>(new Waiting(0, Duration.ZERO, 0));

  private record Waiting(long due, Duration lag, long paused) {}

  public WebhookMetrics(MeterRegistry meters) {
    this.meters = meters;
    gauge("batua.webhook.backlog", null, () -> waiting.get().due());
    gauge("batua.webhook.lag", "seconds", () -> waiting.get().lag().toMillis() / 1e3);
    gauge("batua.webhook.paused", null, () -> waiting.get().paused());
  }

  void inFlight(Supplier<Number> inFlight) {
    gauge("batua.webhook.inflight", null, inFlight);
  }

  private void gauge(String name, @Nullable String unit, Supplier<Number> value) {
    Gauge.builder(name, value).baseUnit(unit).register(meters);
  }

  void ended(Outcome outcome) {
    meters
        .counter(
            "batua.webhook.deliveries", "result", outcome.status().name().toLowerCase(Locale.ROOT))
        .increment();
    outcome
        .attempt()
        .ifPresent(
            attempt ->
                meters.timer("batua.webhook.duration").record(Duration.ofMillis(attempt.tookMs())));
  }

  /// What is waiting now.
  void waiting(DeliveryStore.Backlog backlog, Instant now) {
    var lag =
        backlog
            .oldest()
            .filter(due -> due.isBefore(now))
            .map(due -> Duration.between(due, now))
            .orElse(Duration.ZERO);
    waiting.set(new Waiting(backlog.due(), lag, backlog.pausedEndpoints()));
  }
}
