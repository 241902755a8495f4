package org.batua.bench.process;

/// The PostgreSQL that gateways use, which can be killed and started again.
public interface GatewayDatabase extends AutoCloseable {
  /// Starts it, or does nothing while it runs; returns when it takes writes.
  void start();

  /// Kills all of it at once.
  void kill();

  boolean isRunning();

  /// Where a database of it is, with a role that may do everything.
  String jdbcUrl(String database);

  @Override
  void close();
}
