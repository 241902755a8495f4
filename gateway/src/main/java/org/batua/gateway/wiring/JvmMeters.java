package org.batua.gateway.wiring;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/// What is measured of the JVM and its process.
final class JvmMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  private JvmMeters() {}

  static JvmMeters register(MeterRegistry meters) {
    var made = new JvmMeters();
    made.collections.bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    FunctionCounter.builder(
            "batua.jvm.allocated",
            ManagementFactory.getThreadMXBean(),
            threads ->
                threads instanceof ThreadMXBean all
                    ? (double) all.getTotalThreadAllocatedBytes()
                    : 0)
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("batua.build", () -> 1)
        .tag("version", System.getProperty("batua.version", "unknown"))
        .register(meters);
    return made;
  }

  @Override
  public void close() {
    collections.close();
  }
}
