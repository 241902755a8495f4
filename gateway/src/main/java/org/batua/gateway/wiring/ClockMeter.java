package org.batua.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.batua.gateway.db.DatabaseClock;

/// How far this machine's clock is off, as a figure.
final class ClockMeter {
  private ClockMeter() {}

  static void register(MeterRegistry meters, DatabaseClock clock) {
    Gauge.builder("batua.clock.offset", clock, it -> it.offset().toMillis() / 1000.0)
        .baseUnit("seconds")
        .register(meters);
  }
}
