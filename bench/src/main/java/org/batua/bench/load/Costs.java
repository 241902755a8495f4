package org.batua.bench.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What the processes of a run have used so far; two of them make the costs of what lay between.
///
/// @param gateway CPU time; of PostgreSQL with all its children
/// @param allocatedBytes by the gateway's threads
record Costs(
    Duration gateway, Duration postgres, Duration simulator, Duration driver, long allocatedBytes) {

  Costs minus(Costs before) {
    return new Costs(
        gateway.minus(before.gateway),
        postgres.minus(before.postgres),
        simulator.minus(before.simulator),
        driver.minus(before.driver),
        allocatedBytes - before.allocatedBytes);
  }

  Costs plus(Costs other) {
    return new Costs(
        gateway.plus(other.gateway),
        postgres.plus(other.postgres),
        simulator.plus(other.simulator),
        driver.plus(other.driver),
        allocatedBytes + other.allocatedBytes);
  }

  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  static Duration cpuOfFamily(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(Costs::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// Resident memory in KiB, now or at its highest; empty where the system does not tell.
  static OptionalLong residentKib(ProcessHandle process, Moment moment) {
    var name = moment == Moment.NOW ? "VmRSS:" : "VmHWM:";
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(it -> it.startsWith(name))
          .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /// Of when a figure is.
  enum Moment {
    NOW,
    HIGHEST
  }

  /// A look into another JVM.
  static final class Allocations implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    @SuppressWarnings("BanJNDI") // the address comes from a JVM that this run has started
    Allocations(ProcessHandle process) {
      try {
        var machine = VirtualMachine.attach(Long.toString(process.pid()));
        var address = machine.startLocalManagementAgent();
        machine.detach();
        connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
        threads =
            ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(),
                ManagementFactory.THREAD_MXBEAN_NAME,
                ThreadMXBean.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (AttachNotSupportedException e) {
        throw new IllegalStateException("process " + process.pid() + ": no JVM to look into", e);
      }
    }

    long bytes() {
      return threads.getTotalThreadAllocatedBytes();
    }

    @Override
    public void close() {
      try {
        connector.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
