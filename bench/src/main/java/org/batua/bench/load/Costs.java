package org.batua.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the processes of a run have used so far; two of them make the costs of what lay between.
///
/// @param gateway CPU time; of PostgreSQL with all its children
/// @param allocatedBytes by the gateway's threads
record Costs(
    Duration gateway, Duration postgres, Duration simulator, Duration driver, long allocatedBytes) {
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

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

  /// CPU time that a JVM's compilers have used; nothing where the system does not tell.
  static Duration compiling(ProcessHandle process) {
    try (var threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads.map(Costs::compiling).reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  /// Source: proc_pid_stat(5); a tick is a hundredth of a second.
  private static Duration compiling(Path thread) {
    try {
      var stat = Files.readString(thread.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return COMPILER.matcher(stat).find()
          ? Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])))
          : Duration.ZERO;
    } catch (IOException e) {
      // it has ended
      return Duration.ZERO;
    }
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
