package org.batua.bench.scale;

/// The machines of an installation, and what they can do.
///
/// @param databaseCores of the one PostgreSQL that writes
/// @param serverCores of each machine with a gateway
/// @param deliveriesPerCore webhooks a second of a gateway that does nothing else
/// @param usableShare of all cores; above it, waits grow
/// @param logBytesPerSecond that the disk and the synchronous standby take
/// @param fanOutPerSecond events that one process brings to the endpoints; only one does at a time
/// @param connectionsMax of PostgreSQL
/// @param connectionsPerServer of a gateway's pools
public record Site(
    int databaseCores,
    int serverCores,
    double deliveriesPerCore,
    double usableShare,
    double logBytesPerSecond,
    double fanOutPerSecond,
    int connectionsMax,
    int connectionsPerServer) {
  /// One large PostgreSQL of today with a synchronous standby over 10 Gbit/s, and gateways on
  /// machines of eight cores. What is not of the machine is as delivered, or measured.
  public static final Site LARGE = new Site(64, 8, 1_700, 0.6, 5e8, 26_000, 1_000, 20);
}
