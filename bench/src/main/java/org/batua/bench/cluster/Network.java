package org.batua.bench.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.batua.bench.process.Await;
import org.batua.bench.process.Programs;
import org.batua.bench.process.Signals;
import org.jspecify.annotations.Nullable;

/// A network of machines on this one: a network namespace for each, all at one bridge, at which
/// this machine is too.
final class Network implements AutoCloseable {
  private static final String BRIDGE = "batua0";
  private static final String PREFIX = "batua-";
  private static final String SUBNET = "10.213.77.";
  private static final String OWN = SUBNET + "1/24";
  private static final int FIRST = 10;
  private static final int KILLS_MAX = 20;
  private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "batua-net.lock");

  private final int machines;
  private @Nullable FileChannel lock;

  /// @param machines how many, numbered from 1
  Network(int machines) {
    this.machines = machines;
  }

  /// All addresses of it.
  static String range() {
    return SUBNET + "0/24";
  }

  static String address(int machine) {
    return SUBNET + (FIRST + machine);
  }

  /// Lays it, in the place of one that a killed run has left.
  ///
  /// @throws IllegalStateException when this machine refuses, or another run has one
  void open() {
    takeLock();
    tearDown();
    Programs.run("ip", "link", "add", "name", BRIDGE, "type", "bridge");
    Programs.run("ip", "address", "add", OWN, "dev", BRIDGE);
    Programs.run("ip", "link", "set", BRIDGE, "up");
    for (int i = 1; i <= machines; i++) {
      var name = name(i);
      Programs.run("ip", "netns", "add", name);
      Programs.run(
          "ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
      Programs.run("ip", "link", "set", name, "master", BRIDGE, "up");
      inside(i, "address", "add", address(i) + "/24", "dev", "eth0");
      inside(i, "link", "set", "eth0", "up");
      inside(i, "link", "set", "lo", "up");
    }
  }

  /// The beginning of a command that runs on a machine.
  static List<String> on(int machine) {
    return List.of("ip", "netns", "exec", name(machine));
  }

  /// Pulls the cable: no byte comes or goes, and nobody is told.
  void cut(int machine) {
    Programs.run("ip", "link", "set", name(machine), "down");
  }

  void connect(int machine) {
    Programs.run("ip", "link", "set", name(machine), "up");
  }

  /// The processes of a machine; none when there is no such machine.
  static List<Long> pids(int machine) {
    var found = Programs.attempt("ip", "netns", "pids", name(machine));
    return found.isGood() ? found.said().lines().map(Long::valueOf).toList() : List.of();
  }

  /// Ends everything that runs on a machine, as a power cut does.
  static void killAll(int machine) {
    for (int i = 0; i < KILLS_MAX; i++) {
      var pids = pids(machine);
      if (pids.isEmpty()) {
        return;
      }
      Signals.kill(pids);
      Await.until(Duration.ofMillis(200), () -> pids(machine).isEmpty());
    }
    throw new IllegalStateException(name(machine) + ": its processes survive SIGKILL");
  }

  /// How many connections from here there are to a port of a machine.
  static int connectionsTo(int machine, int port) {
    var found = Programs.run("ss", "-Htn", "state", "established", "dst", address(machine));
    // a JVM's are IPv6: [::ffff:10.213.77.11]:5432
    return (int) found.lines().filter(it -> it.strip().endsWith(":" + port)).count();
  }

  @Override
  public void close() {
    tearDown();
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeLock() {
    try {
      lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new IllegalStateException("another run has a cluster on this machine");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(LOCK + ": cannot be locked", e);
    }
  }

  private void tearDown() {
    for (int i = 1; i <= machines; i++) {
      killAll(i);
      // a cable that is left, and a machine that is not there, are both fine
      Programs.attempt("ip", "link", "delete", name(i));
      Programs.attempt("ip", "netns", "delete", name(i));
    }
    Programs.attempt("ip", "link", "delete", BRIDGE);
  }

  private static void inside(int machine, String... arguments) {
    var command = new ArrayList<String>(List.of("ip", "-netns", name(machine)));
    command.addAll(Arrays.asList(arguments));
    Programs.run(command.toArray(String[]::new));
  }

  private static String name(int machine) {
    return PREFIX + machine;
  }
}
