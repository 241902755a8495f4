package org.batua.gateway.wiring;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;

/// What is measured of the JVM itself.
final class JvmMeters {
  private JvmMeters() {}

  static void register(MeterRegistry meters) {
    FunctionCounter.builder(
            "batua.jvm.allocated",
            ManagementFactory.getThreadMXBean(),
            threads ->
                threads instanceof ThreadMXBean all
                    ? (double) all.getTotalThreadAllocatedBytes()
                    : 0)
        .baseUnit("bytes")
        .register(meters);
  }
}
