package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.connector.GatewayCode;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
  @Test
  void calls_are_timed_by_gateway_operation_and_outcome() {
    var meters = new SimpleMeterRegistry();

    new CallMetrics(meters)
        .record(
            new ProviderCall(
                Operation.READ_BALANCE,
                new GatewayCode("PAYTM"),
                "pac_1",
                new ProviderCall.Subject(Optional.empty(), Optional.empty()),
                Instant.EPOCH,
                Duration.ofMillis(70),
                CallOutcome.UNAVAILABLE,
                "TIMEOUT",
                "",
                0,
                List.of()));

    var timer =
        meters
            .get("batua.provider.operation")
            .tags("gateway", "PAYTM", "operation", "read_balance", "outcome", "unavailable")
            .timer();
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
  }
}
