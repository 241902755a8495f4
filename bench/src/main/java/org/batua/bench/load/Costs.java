package org.batua.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
}
