package org.batua.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Latency;

/// Everything that can be set about a simulator; port 0 takes any free one.
public record SimulatorConfig(
    String host,
    int port,
    Map<Provider, Integer> ownPorts,
    Storage storage,
    Duration slow,
    Duration hang,
    Latency latency,
    InstantSource realTime) {

  public SimulatorConfig {
    ownPorts = Map.copyOf(ownPorts);
  }

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
        Map.of(),
        new Storage.Memory(JOURNAL_ENTRIES_MAX),
        Duration.ofSeconds(8),
        Duration.ofSeconds(60),
        Latency.real(),
        InstantSource.system());
  }

  public SimulatorConfig withAddress(String changedHost, int changedPort) {
    return new SimulatorConfig(
        changedHost, changedPort, ownPorts, storage, slow, hang, latency, realTime);
  }

  /// Gives a provider a port of its own, which the control API can close.
  public SimulatorConfig withOwnPort(Provider provider, int changed) {
    Map<Provider, Integer> ports = new EnumMap<>(Provider.class);
    ports.putAll(ownPorts);
    ports.put(provider, changed);
    return new SimulatorConfig(host, port, ports, storage, slow, hang, latency, realTime);
  }

  public SimulatorConfig withStorage(Storage changed) {
    return new SimulatorConfig(host, port, ownPorts, changed, slow, hang, latency, realTime);
  }

  public SimulatorConfig withDelays(Duration changedSlow, Duration changedHang) {
    return new SimulatorConfig(
        host, port, ownPorts, storage, changedSlow, changedHang, latency, realTime);
  }

  public SimulatorConfig withLatency(Latency changed) {
    return new SimulatorConfig(host, port, ownPorts, storage, slow, hang, changed, realTime);
  }

  public SimulatorConfig withRealTime(InstantSource changed) {
    return new SimulatorConfig(host, port, ownPorts, storage, slow, hang, latency, changed);
  }
}
