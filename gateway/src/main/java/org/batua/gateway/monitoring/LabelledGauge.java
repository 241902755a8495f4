package org.batua.gateway.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gauge for each of several label values, which come and go. A gauge that stays is never
/// registered anew: a scrape in that moment would find it twice.
final class LabelledGauge {
  private final MultiGauge gauges;
  private volatile Map<Tags, Double> values = Map.of();

  LabelledGauge(MeterRegistry meters, String name, @Nullable String unit) {
    this.gauges = MultiGauge.builder(name).baseUnit(unit).register(meters);
  }

  /// Shows these and no others.
  void set(Map<Tags, Double> now) {
    values = Map.copyOf(now);
    gauges.register(now.keySet().stream().map(this::row).toList());
  }

  private Row<?> row(Tags tags) {
    return Row.of(tags, this, it -> it.values.getOrDefault(tags, Double.NaN));
  }
}
