package org.batua.gateway.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Counts and times the calls to providers, by gateway, operation and outcome.
public final class CallMetrics implements ProviderCallLog {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry meters;

  public CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void record(ProviderCall call) {
    Timer.builder("batua.provider.operation")
        .tag("gateway", call.gateway().code())
        .tag("operation", call.operation().label())
        .tag("outcome", call.outcome().label())
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(call.took());
  }
}
