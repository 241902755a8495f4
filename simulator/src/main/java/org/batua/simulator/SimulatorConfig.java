package org.batua.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.batua.simulator.http.Latency;

/// Everything that can be set about a simulator; port 0 takes any free one.
public record SimulatorConfig(
    String host,
    int port,
    OptionalInt mobikwikPort,
    Storage storage,
    Duration slow,
    Duration hang,
    Latency latency,
    InstantSource realTime) {

  /// Where the simulated world is kept.
  public sealed interface Storage {
    /// Nowhere: it ends with the process, and only the newest calls are journaled.
    record Memory(int journalEntriesMax) implements Storage {}

    /// In a PostgreSQL of the simulator's own, in a directory.
    record Directory(Path path) implements Storage {}

    /// In a PostgreSQL database that is given by its JDBC URL.
    record Database(String jdbcUrl) implements Storage {}
  }

  private static final int JOURNAL_ENTRIES_MAX = 100_000;

  /// In memory, on any free port, as patient and slow as usual.
  public static SimulatorConfig inMemory() {
    return new SimulatorConfig(
        "127.0.0.1",
        0,
        OptionalInt.empty(),
        new Storage.Memory(JOURNAL_ENTRIES_MAX),
        Duration.ofSeconds(8),
        Duration.ofSeconds(60),
        Latency.real(),
        InstantSource.system());
  }

  public SimulatorConfig withAddress(String changedHost, int changedPort) {
    return new SimulatorConfig(
        changedHost, changedPort, mobikwikPort, storage, slow, hang, latency, realTime);
  }

  /// Gives MobiKwik a port of its own, which the control API can close.
  public SimulatorConfig withMobikwikPort(int changed) {
    return new SimulatorConfig(
        host, port, OptionalInt.of(changed), storage, slow, hang, latency, realTime);
  }

  public SimulatorConfig withStorage(Storage changed) {
    return new SimulatorConfig(host, port, mobikwikPort, changed, slow, hang, latency, realTime);
  }

  public SimulatorConfig withDelays(Duration changedSlow, Duration changedHang) {
    return new SimulatorConfig(
        host, port, mobikwikPort, storage, changedSlow, changedHang, latency, realTime);
  }

  public SimulatorConfig withLatency(Latency changed) {
    return new SimulatorConfig(host, port, mobikwikPort, storage, slow, hang, changed, realTime);
  }

  public SimulatorConfig withRealTime(InstantSource changed) {
    return new SimulatorConfig(host, port, mobikwikPort, storage, slow, hang, latency, changed);
  }
}
